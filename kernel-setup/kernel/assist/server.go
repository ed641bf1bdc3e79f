package assist

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"firstneuron/internal/process"
)

// A server is a running gopls, with the two files of a program open in it.
type server struct {
	*client
	command *exec.Cmd
	kill    func() // returns when it has ended
	stdin   io.Closer
	ready   chan struct{} // closed when it was greeted; the packages may still be loading
	version int
	open    map[string]string // the text that gopls has of each file
}

// startServer starts gopls and greets it in the background.
func startServer(options Options) (*server, error) {
	command := exec.Command(options.Gopls, "serve")
	command.Dir = options.Dir
	command.Env = slices.Concat(options.Env, []string{
		"GOWORK=off", // a workspace would load all packages of its modules, and a cell imports a few
		// What gopls leaves behind when it is killed goes with Dir.
		"TMPDIR=" + filepath.Join(options.Dir, temporary), "TMP=" + filepath.Join(options.Dir, temporary),
		// Half the memory, and no slower.
		"GOGC=40",
		// So golang.org/x/telemetry marks a program that it must not start another one for: without it, gopls and the go
		// commands that it runs do.
		"GO_TELEMETRY_CHILD=2",
	})
	stdin, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	stdout, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	start := options.Start
	if start == nil {
		start = startAlone
	}
	kill, err := start(command)
	if err != nil {
		return nil, fmt.Errorf("gopls does not start: %w", err)
	}
	s := &server{command: command, kill: kill, stdin: stdin, ready: make(chan struct{}), open: map[string]string{}}
	s.client = newClient(stdout, stdin, answer)
	go s.greet(options.Dir)
	return s, nil
}

func startAlone(gopls *exec.Cmd) (end func(), err error) {
	process.InOwnGroup(gopls)
	return func() {
		process.KillGroup(gopls.Process)
		_ = gopls.Wait()
	}, gopls.Start()
}

// answer is what we say to what gopls asks: yes, and that its settings are those it was greeted with.
func answer(method string, params json.RawMessage) (any, error) {
	switch method {
	case "workspace/configuration":
		var asked struct{ Items []any }
		if err := json.Unmarshal(params, &asked); err != nil {
			return nil, err
		}
		all := make([]any, len(asked.Items))
		for i := range all {
			all[i] = settings
		}
		return all, nil
	case "window/workDoneProgress/create", "client/registerCapability", "client/unregisterCapability",
		"window/showMessageRequest", "workspace/codeLens/refresh", "workspace/diagnostic/refresh",
		"workspace/inlayHint/refresh", "workspace/semanticTokens/refresh":
		return nil, nil
	case "workspace/applyEdit":
		return map[string]any{"applied": false}, nil
	}
	return nil, fmt.Errorf("%s is not known here", method)
}

// settings are gopls's: https://go.dev/gopls/settings.
var settings = map[string]any{
	"completeUnimported":             true,
	"usePlaceholders":                false,
	"completeFunctionCalls":          false,
	"experimentalPostfixCompletions": false,
	"deepCompletion":                 false,             // n.Weights belongs behind n.
	"completionBudget":               "400ms",           // for what nobody has imported
	"matcher":                        "CaseInsensitive", // a notebook inserts what all matches begin with
	"hoverKind":                      "FullDocumentation",
	"linksInHover":                   false,
	"importShortcut":                 "Definition",
	"diagnosticsTrigger":             "Save", // nobody sees them, and nothing is saved
	"vulncheck":                      "Off",
}

func (s *server) greet(dir string) {
	ctx := context.Background()
	folder := uri(dir)
	greeting := map[string]any{
		"processId":             os.Getpid(), // gopls ends when we are gone
		"clientInfo":            map[string]string{"name": "First Neuron"},
		"rootUri":               folder,
		"workspaceFolders":      []map[string]string{{"uri": folder, "name": "cell"}},
		"initializationOptions": settings,
		"capabilities": map[string]any{
			"workspace": map[string]any{"configuration": true, "workspaceFolders": true, "workspaceEdit": map[string]any{"documentChanges": true}},
			"textDocument": map[string]any{
				"codeAction": map[string]any{"codeActionLiteralSupport": map[string]any{
					"codeActionKind": map[string]any{"valueSet": []string{"source.organizeImports"}},
				}},
				"hover": map[string]any{"contentFormat": []string{"markdown"}},
				"completion": map[string]any{
					"contextSupport": true,
					"completionItem": map[string]any{"snippetSupport": false, "documentationFormat": []string{"plaintext"}},
				},
			},
		},
	}
	if err := s.call(ctx, "initialize", greeting, nil); err != nil {
		return // it has ended, and the next request starts another
	}
	if err := s.notify(ctx, "initialized", struct{}{}); err != nil {
		return
	}
	close(s.ready)
}

// waitReady returns when gopls can be asked.
func (s *server) waitReady(ctx context.Context) error {
	select {
	case <-s.ready:
		return nil
	case <-s.ended:
		return fmt.Errorf("%w: %w", errGone, s.why)
	case <-ctx.Done():
		return ctx.Err()
	}
}

// show gives gopls the present text of a file.
func (s *server) show(ctx context.Context, path, text string) error {
	before, isOpen := s.open[path]
	if isOpen && before == text {
		return nil
	}
	s.version++
	var err error
	if isOpen {
		err = s.notify(ctx, "textDocument/didChange", map[string]any{
			"textDocument":   map[string]any{"uri": uri(path), "version": s.version},
			"contentChanges": []map[string]string{{"text": text}},
		})
	} else {
		err = s.notify(ctx, "textDocument/didOpen", map[string]any{
			"textDocument": map[string]any{"uri": uri(path), "languageId": "go", "version": s.version, "text": text},
		})
	}
	if err == nil {
		s.open[path] = text
	}
	return err
}

// changed tells gopls of files that were written on disk.
func (s *server) changed(ctx context.Context, paths ...string) error {
	var events []map[string]any
	for _, path := range paths {
		events = append(events, map[string]any{"uri": uri(path), "type": 2})
	}
	return s.notify(ctx, "workspace/didChangeWatchedFiles", map[string]any{"changes": events})
}

// end ends gopls and what it started. Politely asked, it is gone in a moment; if not, it is killed.
func (s *server) end() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if s.call(ctx, "shutdown", nil, nil) == nil {
		_ = s.notify(ctx, "exit", nil)
		select {
		case <-s.ended:
		case <-ctx.Done():
		}
	}
	s.stdin.Close()
	s.kill()
}
