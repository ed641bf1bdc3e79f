package jupyter

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"strconv"
)

// A Connection says where a kernel listens and with which key messages are signed: what Jupyter writes into a
// connection file.
// https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files
type Connection struct {
	Transport       string `json:"transport"` // tcp, or ipc for sockets that are files
	IP              string `json:"ip"`        // an address; for ipc, what the files' paths begin with
	ShellPort       int    `json:"shell_port"`
	ControlPort     int    `json:"control_port"`
	StdinPort       int    `json:"stdin_port"`
	IOPubPort       int    `json:"iopub_port"`
	HeartbeatPort   int    `json:"hb_port"`
	SignatureScheme string `json:"signature_scheme"`
	Key             string `json:"key"`
}

// ReadConnection reads a connection file. The error says what is wrong with the file.
func ReadConnection(path string) (Connection, error) {
	var c Connection
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return c, fmt.Errorf("there is no connection file %s: Jupyter makes one when it starts a kernel", path)
	}
	if err != nil {
		return c, fmt.Errorf("cannot read the connection file: %w", err)
	}
	if err := json.Unmarshal(text, &c); err != nil {
		return c, fmt.Errorf("%s is no connection file: %w", path, err)
	}
	return c, c.check(path)
}

func (c Connection) check(path string) error {
	if c.Transport != "tcp" && c.Transport != "ipc" {
		return fmt.Errorf("%s asks for the transport %q: this kernel knows tcp and ipc", path, c.Transport)
	}
	if c.IP == "" {
		return fmt.Errorf("%s lacks ip: it says where to listen, 127.0.0.1 say", path)
	}
	if c.SignatureScheme != "hmac-sha256" && c.Key != "" {
		return fmt.Errorf("%s asks for signatures by %q: this kernel knows hmac-sha256", path, c.SignatureScheme)
	}
	for name, port := range map[string]int{"shell_port": c.ShellPort, "control_port": c.ControlPort, "stdin_port": c.StdinPort,
		"iopub_port": c.IOPubPort, "hb_port": c.HeartbeatPort} {
		if port < 1 || port > 65535 {
			return fmt.Errorf("%s: %s is %d, and a port is a number from 1 to 65535", path, name, port)
		}
	}
	return nil
}

// Write makes a connection file that only its owner can read.
func (c Connection) Write(path string) error {
	text, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return os.WriteFile(path, text, 0o600)
}

// address is where a socket is for ZeroMQ's library, with the guard in front of it.
func (c Connection) address(port int) string {
	if c.Transport == "ipc" {
		return fmt.Sprintf("%s://%s-%d", guardedIPC, c.IP, port)
	}
	return guardedTCP + "://" + net.JoinHostPort(c.IP, strconv.Itoa(port))
}
