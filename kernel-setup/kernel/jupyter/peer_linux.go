package jupyter

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"net"
	"os"
	"strings"
)

// isOurs tells whether a connection from this machine comes from our own user or from root. On IOPub and for
// heartbeats Jupyter's protocol knows no key, so this is what keeps other users of the machine from reading along.
// Connections from other machines are left to whoever made the kernel listen to them.
func isOurs(conn net.Conn) bool { return isOf(os.Getuid(), conn) }

func isOf(owner int, conn net.Conn) bool {
	us, isTCP := conn.LocalAddr().(*net.TCPAddr)
	them, _ := conn.RemoteAddr().(*net.TCPAddr)
	if !isTCP || !them.IP.IsLoopback() {
		return true
	}
	user, err := ownerOf(them, us)
	return err == nil && (user == 0 || user == owner)
}

// ownerOf looks up whose socket is connected from one address to the other, in the kernel's tables: proc(5), net/tcp.
// Connections that are over stand there too, as root's.
func ownerOf(from, to *net.TCPAddr) (user int, err error) {
	for table, ipv6 := range map[string]bool{"/proc/net/tcp": false, "/proc/net/tcp6": true} {
		file, err := os.Open(table)
		if err != nil {
			continue
		}
		defer file.Close()
		us, them := inTable(from, ipv6), inTable(to, ipv6)
		lines := bufio.NewScanner(file)
		for lines.Scan() {
			fields := strings.Fields(lines.Text())
			if len(fields) > 7 && fields[1] == us && fields[2] == them && fields[3] == established {
				_, err := fmt.Sscan(fields[7], &user)
				return user, err
			}
		}
	}
	return 0, fmt.Errorf("the connection from %v is in no table", from)
}

const established = "01"

// inTable writes an address as the tables do: words of 32 bits as they lie in memory, such as 0100007F:1F90.
func inTable(address *net.TCPAddr, ipv6 bool) string {
	ip := address.IP.To4()
	if ipv6 {
		ip = address.IP.To16()
	}
	var text strings.Builder
	for ; len(ip) >= 4; ip = ip[4:] {
		fmt.Fprintf(&text, "%08X", binary.NativeEndian.Uint32(ip))
	}
	return fmt.Sprintf("%s:%04X", text.String(), address.Port)
}
