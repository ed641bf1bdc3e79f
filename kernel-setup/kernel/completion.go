package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"firstneuron/kernel-setup/kernel/assist"
	"firstneuron/kernel-setup/kernel/jupyter"
	"firstneuron/kernel-setup/kernel/modules"
)

// patience is how long Tab and Shift-Tab may take; then the answer is empty, and the next one is there sooner. The first
// ones, which come while gopls is still starting, may take longer.
const (
	patience      = 900 * time.Millisecond
	firstPatience = 8 * time.Second
)

func (k *kernel) startHelper() {
	dir := filepath.Join(k.folder.Path, "gopls")
	if k.settings.gopls == "" || os.Mkdir(dir, 0o700) != nil || modules.Write(dir, "cell", k.settings.project) != nil {
		return // without it Tab answers nothing, and everything else works
	}
	helper, err := assist.Start(context.Background(), assist.Options{
		Gopls: k.settings.gopls, Dir: dir, Env: environment(os.Environ(), "GOPROXY", "off", "GOSUMDB", "off"),
		Start: func(gopls *exec.Cmd) (end func(), err error) {
			started, err := startSupervised(k.folder, gopls)
			if err != nil {
				return nil, err
			}
			return started.close, nil
		},
	})
	if err != nil {
		return
	}
	k.helper = helper
}

// quietTime is how long no cell must have run before gopls is told of those that did: it is at work for a while then, and
// the next cell comes first.
const quietTime = 2 * time.Second

// remember lets Tab know, by and by, what a cell has declared.
func (k *kernel) remember(code string) {
	k.ran = append(k.ran, code)
	ran := k.number
	k.after(quietTime, func() {
		if k.cell == nil && k.number == ran {
			k.teach()
		}
	})
}

// teach tells gopls of the cells that it does not know yet.
func (k *kernel) teach() {
	if k.helper == nil {
		return
	}
	for _, code := range k.ran {
		k.helper.Remember(code)
	}
	k.ran = nil
}

// ask answers a complete_request or an inspect_request beside whatever cell runs.
func (k *kernel) ask(request *jupyter.Message) {
	k.busy(request)
	var asked struct {
		Code   string `json:"code"`
		Cursor int    `json:"cursor_pos"`
		Detail int    `json:"detail_level"`
	}
	_ = request.Read(&asked)
	k.teach()
	helper, folder, wait := k.helper, k.workingFolder(), patience
	if helper != nil && !helper.IsLoaded() {
		wait = firstPatience
	}
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), wait)
		defer cancel()
		kind, content := "complete_reply", any(nil)
		if request.Header.Type == "complete_request" {
			content = completion(ctx, helper, folder, asked.Code, asked.Cursor)
		} else {
			kind, content = "inspect_reply", inspection(ctx, helper, asked.Code, asked.Cursor, asked.Detail)
		}
		k.post(func() {
			_ = k.front.Send(jupyter.Shell, request.Answer(kind, content))
			k.idle(request)
		})
	}()
}

func completion(ctx context.Context, helper *assist.Assistant, folder, code string, cursor int) map[string]any {
	reply := map[string]any{"status": "ok", "matches": []string{}, "cursor_start": cursor, "cursor_end": cursor, "metadata": map[string]any{}}
	found, isFile := assist.CompleteFile(code, cursor, folder)
	if !isFile && helper != nil {
		found, _ = helper.Complete(ctx, code, cursor) // an error has no matches
	}
	if len(found.Matches) == 0 {
		return reply
	}
	reply["matches"], reply["cursor_start"], reply["cursor_end"] = found.Matches, found.Start, found.End
	var typed []map[string]any // JupyterLab shows the kinds
	for i, match := range found.Matches {
		if i < len(found.Types) {
			typed = append(typed, map[string]any{"start": found.Start, "end": found.End, "text": match, "type": found.Types[i]})
		}
	}
	reply["metadata"] = map[string]any{"_jupyter_types_experimental": typed}
	return reply
}

func inspection(ctx context.Context, helper *assist.Assistant, code string, cursor, detail int) map[string]any {
	reply := map[string]any{"status": "ok", "found": false, "data": map[string]any{}, "metadata": map[string]any{}}
	if helper == nil {
		return reply
	}
	found, err := helper.Inspect(ctx, code, cursor, detail)
	if err != nil || !found.Found {
		return reply
	}
	reply["found"] = true
	reply["data"] = map[string]any{"text/plain": found.Plain, "text/markdown": found.Markdown}
	return reply
}
