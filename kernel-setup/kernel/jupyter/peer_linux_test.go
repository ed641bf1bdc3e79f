package jupyter

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"syscall"
	"testing"
)

// nobody is another user than the one that runs the tests.
const nobody = 65534

func TestConnectionsOfAnotherUserAreRefused(t *testing.T) {
	for _, address := range []string{"127.0.0.1:0", "[::1]:0"} {
		listener, err := net.Listen("tcp", address)
		if err != nil {
			t.Logf("without %s: %v", address, err)
			continue
		}
		defer listener.Close()
		near, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer near.Close()
		far, err := listener.Accept()
		if err != nil {
			t.Fatal(err)
		}
		defer far.Close()
		owner, err := ownerOf(far.RemoteAddr().(*net.TCPAddr), far.LocalAddr().(*net.TCPAddr))
		if err != nil || owner != os.Getuid() {
			t.Errorf("%s: got the owner %d, %v, want %d", address, owner, err, os.Getuid())
		}
		if !isOurs(far) {
			t.Errorf("%s: our own connection was refused", address)
		}
		if got, want := isOf(os.Getuid()+1, far), os.Getuid() == 0; got != want {
			t.Errorf("%s: got %v for another user, want %v", address, got, want)
		}
		elsewhere := *far.RemoteAddr().(*net.TCPAddr)
		elsewhere.IP = net.IPv4(127, 0, 0, 9)
		if owner, err := ownerOf(&elsewhere, far.LocalAddr().(*net.TCPAddr)); err == nil {
			t.Errorf("%v is not connected, and got the owner %d", elsewhere, owner)
		}
		near.Close()
		if owner, err := ownerOf(far.RemoteAddr().(*net.TCPAddr), far.LocalAddr().(*net.TCPAddr)); err == nil {
			t.Errorf("%s: whose connection is over got the owner %d", address, owner)
		}
	}
}

// Another user connects and leaves, so that connections of the same ports stand in the table as root's, and connects
// once more from another of the machine's addresses.
func TestAnotherUserIsRefused(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can become another user")
	}
	for _, c := range []struct {
		name string
		user uint32
		want string
	}{
		{"root", 0, "let in"},
		{"another user", nobody, "refused"},
	} {
		t.Run(c.name, func(t *testing.T) {
			connection := onTCP(t)
			listen(t, connection)
			command := exec.Command("/proc/self/exe") // the folder of the program is closed to others
			command.Dir = "/"
			command.Env = append(os.Environ(), askedToKnock+"="+strconv.Itoa(connection.IOPubPort))
			command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: c.user, Gid: c.user}}
			got, err := command.Output()
			if err != nil || string(got) != c.want {
				t.Errorf("got %q, %v, want %q", got, err, c.want)
			}
		})
	}
}

// knocks connects from one port of many of the machine's addresses, and says whether it was let in from the last.
func knocks(port int) (string, error) {
	to := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port}
	from := &net.TCPAddr{}
	for last := range byte(30) {
		from.IP = net.IPv4(127, 0, 1, last+1)
		left, err := net.DialTCP("tcp", from, to)
		if err != nil {
			return "", err
		}
		from.Port = left.LocalAddr().(*net.TCPAddr).Port
		left.Close()
	}
	from.IP = net.IPv4(127, 0, 2, 1)
	conn, err := net.DialTCP("tcp", from, to)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	_, _ = conn.Write(slices.Concat(greeting[:], ready("SUB", "")))
	if err := (wire{Conn: conn}).hearReady(); err != nil {
		return "refused", nil
	}
	return "let in", nil
}

func init() {
	knock = func(port string) {
		number, err := strconv.Atoi(port)
		if err != nil {
			fmt.Print(err)
			return
		}
		heard, err := knocks(number)
		if err != nil {
			heard = err.Error()
		}
		fmt.Print(heard)
	}
}
