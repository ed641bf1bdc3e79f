package download_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"

	"firstneuron/kernel-setup/download"
)

func ExampleDownloader_Fetch() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "hello\n")
	}))
	defer server.Close()
	folder, err := os.MkdirTemp("", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)

	file := download.File{
		Name:   "greeting.txt",
		Size:   6,
		SHA256: "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
		From:   []string{server.URL},
	}
	err = download.Default.Fetch(context.Background(), folder, file, os.Stdout)
	fmt.Println(err, file.IsWhole(folder))
	// Output:
	// 0.0 MB of 0.0 MB
	// <nil> true
}
