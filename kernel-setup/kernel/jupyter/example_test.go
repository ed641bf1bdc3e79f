package jupyter_test

import (
	"fmt"
	"os"
	"path/filepath"

	"firstneuron/kernel-setup/kernel/jupyter"
)

func ExampleReadConnection() {
	folder, err := os.MkdirTemp("", "connection")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "connection.json")
	written := jupyter.Connection{Transport: "tcp", IP: "127.0.0.1", ShellPort: 5001, ControlPort: 5002, StdinPort: 5003,
		IOPubPort: 5004, HeartbeatPort: 5005, SignatureScheme: "hmac-sha256", Key: "secret"}
	if err := written.Write(path); err != nil {
		fmt.Println(err)
		return
	}
	c, err := jupyter.ReadConnection(path)
	fmt.Println(c.Transport, c.IP, c.ShellPort, err)
	// Output: tcp 127.0.0.1 5001 <nil>
}

func ExampleMessage_Answer() {
	request := jupyter.New("execute_request", map[string]any{"code": "1 + 1"})
	request.Identities = [][]byte{[]byte("front end")}
	reply := request.Answer("execute_reply", map[string]any{"status": "ok"})
	fmt.Println(reply.Header.Type, string(reply.Content))
	fmt.Printf("to %s, about its request: %v\n", reply.Identities, reply.ParentID() == request.Header.ID)
	// Output:
	// execute_reply {"status":"ok"}
	// to [front end], about its request: true
}

func ExampleMessage_Read() {
	request := jupyter.New("execute_request", map[string]any{"code": "1 + 1"})
	content := struct {
		Code   string `json:"code"`
		Silent bool   `json:"silent"`
	}{}
	err := request.Read(&content)
	fmt.Printf("%+v %v\n", content, err)
	// Output: {Code:1 + 1 Silent:false} <nil>
}

func ExampleSigner() {
	signer := jupyter.NewSigner(jupyter.Connection{Key: "secret"})
	frames, err := signer.Encode(jupyter.New("kernel_info_request", struct{}{}))
	if err != nil {
		fmt.Println(err)
		return
	}
	m, err := signer.Decode(frames)
	fmt.Println(m.Header.Type, err)
	_, err = signer.Decode(frames)
	fmt.Println(err)
	// Output:
	// kernel_info_request <nil>
	// message that was sent before
}
