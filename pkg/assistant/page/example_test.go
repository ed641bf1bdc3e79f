package page_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/embedded"
	"firstneuron/pkg/assistant/page"
)

func engine(assistant.Draft) (assistant.Engine, error) { return &embedded.Engine{}, nil }

// The page opens by the address that the program prints, and by no other.
func ExampleBuilder() {
	folder, err := os.MkdirTemp("", "assistant-")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)

	server, err := page.Builder(page.Options{Folder: filepath.Join(folder, "alma"), Engine: engine})
	if err != nil {
		fmt.Println(err)
		return
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer listener.Close()
	address := server.Address(listener) // go server.Serve(ctx, listener) answers there
	fmt.Println(strings.HasPrefix(address, "http://127.0.0.1:"), strings.Contains(address, "/?token="))

	stranger := httptest.NewRecorder()
	server.Handler().ServeHTTP(stranger, httptest.NewRequest("GET", "http://127.0.0.1:8080/", nil))
	fmt.Println(stranger.Code)
	// Output:
	// true true
	// 403
}

// The page of a finished assistant has the conversation only. A browser that opens the address gets a cookie, and goes on to it.
func ExampleChat() {
	a := assistant.New()
	a.Change("a name", func(d *assistant.Draft) { d.Name = "Alma" })
	server, err := page.Chat(a, "", page.Options{Engine: engine})
	if err != nil {
		fmt.Println(err)
		return
	}
	listening := httptest.NewServer(server.Handler())
	defer listening.Close()
	jar, _ := cookiejar.New(nil)
	browser := &http.Client{Jar: jar}
	for _, address := range []string{server.Address(listening.Listener), listening.URL} {
		response, err := browser.Get(address)
		if err != nil {
			fmt.Println(err)
			return
		}
		content, _ := io.ReadAll(response.Body)
		response.Body.Close()
		fmt.Println(response.Status, strings.Contains(string(content), "<title>Alma – First Neuron</title>"))
	}
	// Output:
	// 200 OK false
	// 200 OK true
}
