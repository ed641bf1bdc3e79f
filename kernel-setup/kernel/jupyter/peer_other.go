//go:build !linux

package jupyter

import "net"

// isOurs cannot tell users apart here.
func isOurs(net.Conn) bool { return true }
