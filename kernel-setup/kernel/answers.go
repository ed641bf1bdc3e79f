package main

import (
	"cmp"
	"regexp"
	"runtime"
	"strings"

	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/kernel/jupyter"
)

// answerTo answers a request that needs no cell. GoNB answers some of these not at all, and others only between cells.
func (k *kernel) answerTo(request *jupyter.Message) (kind string, content any) {
	switch request.Header.Type {
	case "kernel_info_request":
		return "kernel_info_reply", kernelInfo()
	case "is_complete_request":
		return "is_complete_reply", isComplete(request)
	case "history_request":
		return "history_reply", map[string]any{"status": "ok", "history": remembered(k.history, request)}
	case "comm_info_request":
		return "comm_info_reply", map[string]any{"status": "ok", "comms": k.openComms(request)}
	case "comm_open", "comm_msg", "comm_close":
		k.passToWidgets(request)
	case "interrupt_request":
		k.interrupt()
		return "interrupt_reply", map[string]any{"status": "ok"}
	case "shutdown_request":
		var asked struct{ Restart bool }
		_ = request.Read(&asked)
		k.ending = true
		if k.cell != nil {
			k.endPanels(k.cell)
		}
		reply := map[string]any{"status": "ok", "restart": asked.Restart}
		k.publish(request, "shutdown_reply", reply)
		return "shutdown_reply", reply
	}
	return "", nil
}

// kernelInfo is what front ends want to know first: how to colour the language, what to say at the start.
func kernelInfo() map[string]any {
	return map[string]any{
		"status": "ok", "protocol_version": "5.3", "implementation": "first-neuron", "implementation_version": version,
		"banner": "Go (First Neuron): " + runtime.Version() + ". What stands below a line %% runs; what stands above it is declared, and stays.",
		"language_info": map[string]any{
			"name": "go", "version": runtime.Version(), "mimetype": "text/x-go", "file_extension": ".go",
			"pygments_lexer": "go", "codemirror_mode": "go",
		},
		"help_links": []map[string]string{
			{"text": "Go", "url": "https://go.dev/doc/"}, {"text": "GoNB", "url": "https://github.com/janpfeifer/gonb"},
		},
		"debugger": false,
	}
}

// version is the kernel's own.
const version = "1.0"

func isComplete(request *jupyter.Message) map[string]any {
	var asked struct{ Code string }
	_ = request.Read(&asked)
	status, indent := cells.IsComplete(asked.Code)
	reply := map[string]any{"status": status}
	if status == cells.Incomplete {
		reply["indent"] = strings.ReplaceAll(indent, "\t", "    ") // a console shows a tab as ^I
	}
	return reply
}

// remembered answers a history_request from the cells of this run of the kernel, which is session 1. Front ends ask for
// the last n cells, for a range of one session, or for cells that match a pattern with * and ?.
func remembered(history []string, request *jupyter.Message) [][]any {
	var asked struct {
		Output  bool   `json:"output"`
		Kind    string `json:"hist_access_type"`
		Session int    `json:"session"`
		Start   int    `json:"start"`
		Stop    *int   `json:"stop"`
		N       *int   `json:"n"`
		Pattern string `json:"pattern"`
		Unique  bool   `json:"unique"`
	}
	_ = request.Read(&asked)
	found := [][]any{}
	seen := map[string]bool{}
	for i, code := range history {
		line := i + 1
		switch asked.Kind {
		case "range":
			if asked.Session > 1 || line < asked.Start || asked.Stop != nil && line >= *asked.Stop {
				continue
			}
		case "search":
			if !pattern(asked.Pattern).MatchString(code) || asked.Unique && seen[code] {
				continue
			}
			seen[code] = true
		}
		entry := any(code)
		if asked.Output {
			entry = []any{code, nil}
		}
		found = append(found, []any{1, line, entry})
	}
	if asked.N != nil && asked.Kind != "range" && *asked.N >= 0 && len(found) > *asked.N {
		found = found[len(found)-*asked.N:]
	}
	return found
}

// pattern is a regular expression for text in which * stands for anything and ? for any character.
func pattern(text string) *regexp.Regexp {
	text = regexp.QuoteMeta(cmp.Or(text, "*"))
	return regexp.MustCompile("(?s)^" + strings.NewReplacer(`\*`, ".*", `\?`, ".").Replace(text) + "$")
}
