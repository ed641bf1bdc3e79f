package main

import (
	"context"
	"time"

	"firstneuron/kernel-setup/kernel/jupyter"
)

// patience is how long Tab and Shift-Tab may take; then the answer is empty, and the next one is there sooner.
const patience = 900 * time.Millisecond

// ask answers a complete_request or an inspect_request beside whatever cell runs.
func (k *kernel) ask(request *jupyter.Message) {
	k.busy(request)
	var asked struct {
		Code   string `json:"code"`
		Cursor int    `json:"cursor_pos"`
		Detail int    `json:"detail_level"`
	}
	_ = request.Read(&asked)
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		kind, content := "complete_reply", any(nil)
		if request.Header.Type == "complete_request" {
			content = k.completion(ctx, asked.Code, asked.Cursor)
		} else {
			kind, content = "inspect_reply", k.inspection(ctx, asked.Code, asked.Cursor, asked.Detail)
		}
		k.post(func() {
			_ = k.front.Send(jupyter.Shell, request.Answer(kind, content))
			k.idle(request)
		})
	}()
}

func (k *kernel) completion(ctx context.Context, code string, cursor int) map[string]any {
	reply := map[string]any{"status": "ok", "matches": []string{}, "cursor_start": cursor, "cursor_end": cursor, "metadata": map[string]any{}}
	if k.helper == nil {
		return reply
	}
	found, err := k.helper.Complete(ctx, code, cursor)
	if err != nil || len(found.Matches) == 0 {
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

func (k *kernel) inspection(ctx context.Context, code string, cursor, detail int) map[string]any {
	reply := map[string]any{"status": "ok", "found": false, "data": map[string]any{}, "metadata": map[string]any{}}
	if k.helper == nil {
		return reply
	}
	found, err := k.helper.Inspect(ctx, code, cursor, detail)
	if err != nil || !found.Found {
		return reply
	}
	reply["found"] = true
	reply["data"] = map[string]any{"text/plain": found.Plain, "text/markdown": found.Markdown}
	return reply
}
