package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"firstneuron/internal/clone"
	"firstneuron/internal/filelock"
	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/classify"
	"firstneuron/pkg/assistant/export"
	"firstneuron/pkg/assistant/openai"
	"firstneuron/pkg/assistant/page"
)

// build serves the builder's page for the assistant in a folder.
func build(args []string, c console) error {
	options, err := parsePage(args, true)
	if err != nil {
		return err
	}
	folder, err := builderFolder(options.folder)
	if err != nil {
		return err
	}
	unlock, err := lock(folder)
	if err != nil {
		return err
	}
	defer unlock()

	learning := classify.Options{Folder: options.pictures}
	if _, err := classify.New(learning); err != nil { // tells at once what is wrong with the pictures
		return err
	}
	e := newEngines(func() (*classify.Classifier, error) { return classify.Open(learning) }, ownServers())
	server, err := page.Builder(page.Options{
		Folder:  folder,
		Engine:  e.engine,
		Servers: e.servers,
		Key:     func(address, key string) { e.useKey(address, openai.NewSecret(key)) },
		Local:   openai.FindLocal,
		Models:  e.models,
		Import:  export.Read,
		Exports: exports(e),
	})
	if err != nil {
		return err
	}
	go e.classifier() // it learns for a second, or longer from pictures of the user's own
	if err := c.serve(server, options, builderPort, c.Say("build.page", shown(folder))); err != nil {
		return err
	}
	if _, err := os.Stat(folder); err != nil {
		fmt.Fprintf(c.out, "\n%s\n", c.Say("build.nothing"))
		return nil
	}
	fmt.Fprintf(c.out, "\n%s\n", c.Say("build.kept", shown(folder)))
	return nil
}

func builderFolder(named string) (string, error) {
	if named != "" {
		return filepath.Abs(named)
	}
	root, found := clone.Folder()
	if !found {
		return "", catalogue.Errorf("build.folder")
	}
	return filepath.Join(root, "assistants", "my-assistant"), nil
}

// shown is a path as a reader wants to see it: from the working folder, where it is below.
func shown(path string) string {
	if dir, err := os.Getwd(); err == nil {
		if relative, err := filepath.Rel(dir, path); err == nil && filepath.IsLocal(relative) {
			return relative
		}
	}
	return path
}

// lock keeps two builders from working on one folder. The lock is beside the folder, which may not be there yet.
func lock(folder string) (unlock func(), err error) {
	if target, err := filepath.EvalSymlinks(folder); err == nil {
		folder = target
	}
	if err := os.MkdirAll(filepath.Dir(folder), 0o777); err != nil {
		return nil, catalogue.Errorf("build.make", filepath.Dir(folder), reason(err))
	}
	unlock, taken, err := filelock.TryLock(folder + ".lock")
	if taken {
		return nil, catalogue.Errorf("build.taken", shown(folder))
	} else if err != nil {
		return nil, catalogue.Errorf("build.lock", folder+".lock", reason(err))
	}
	return unlock, nil
}

// exports are the formats that the page offers besides the assistant's own.
func exports(e *engines) []page.Export {
	var all []page.Export
	for _, format := range export.Formats {
		write := func(w io.Writer, a *assistant.Assistant) error { return format.Write(w, a.Draft()) }
		all = append(all, page.Export{Name: format.Name, File: format.File, Write: write})
	}
	name := "assistant-program"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	own := func(language string) string { return catalogue.In(language).Say("build.program") }
	return append(all, page.Export{Name: own, File: name, Write: e.writeProgram})
}

// writeProgram writes a copy of this program with an assistant behind it.
func (e *engines) writeProgram(w io.Writer, a *assistant.Assistant) error {
	runner, err := os.Executable()
	if err != nil {
		return catalogue.Errorf("unread", "", err)
	}
	extras, err := e.classifier.extras(a.Draft())
	if err != nil {
		return err
	}
	return export.WriteProgram(w, runner, a, extras)
}
