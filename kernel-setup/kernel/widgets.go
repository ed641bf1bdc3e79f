package main

import (
	"bytes"
	"time"

	"firstneuron/kernel-setup/kernel/jupyter"
)

// plainSocket is how GoNB's widgets address the server: without TLS, and without the path below which JupyterHub serves.
// It stands in a program in a string in JSON.
var plainSocket = []byte(`\"ws://\" + document.location.host + \"/api/kernels/`)

// anySocket finds out both from the page.
var anySocket = []byte(`(document.location.protocol === \"https:\" ? \"wss://\" : \"ws://\") + document.location.host + ` +
	`(JSON.parse((document.getElementById(\"jupyter-config-data\") || {}).textContent || \"{}\").baseUrl || document.body.dataset.baseUrl || \"/\") + \"api/kernels/`)

// throughHTTPS lets GoNB's widgets connect from a page that came by https, and from below a path.
func throughHTTPS(content []byte) []byte { return bytes.ReplaceAll(content, plainSocket, anySocket) }

// comms are Jupyter's custom messages between a page and the kernel. Those of GoNB's widgets are here, those of Jupyter's in pages.go.
type comms struct {
	open  map[string]string           // the target of each connection that is open, by its id
	asked map[string]*jupyter.Message // what GoNB was sent and may still answer, by GoNB's id of it
}

// widgetTarget is the only target that GoNB knows.
const widgetTarget = "gonb_comm"

func newComms() comms {
	return comms{open: make(map[string]string), asked: make(map[string]*jupyter.Message)}
}

// comm is the content of the messages comm_open, comm_msg and comm_close.
type comm struct {
	ID     string `json:"comm_id"`
	Target string `json:"target_name"`
}

// passToWidgets passes a front end's message to a widget of GoNB's. A connection to a target that nobody knows is closed at once, as
// the protocol asks for: the page would take it for open otherwise. What belongs to no open connection is dropped.
func (k *kernel) passToWidgets(request *jupyter.Message) {
	var about comm
	if request.Read(&about) != nil || about.ID == "" || k.takeFromPage(request) {
		return
	}
	_, isOpen := k.comms.open[about.ID]
	switch {
	case request.Header.Type == "comm_open" && about.Target != widgetTarget:
		k.publish(request, "comm_close", map[string]any{"comm_id": about.ID, "data": map[string]any{}})
		return
	case request.Header.Type == "comm_open":
		k.comms.open[about.ID] = about.Target
	case !isOpen:
		return
	case request.Header.Type == "comm_close":
		delete(k.comms.open, about.ID)
	}
	m := jupyter.New(request.Header.Type, raw(request.Content))
	m.Metadata, m.Buffers = request.Metadata, request.Buffers
	m.Header.Session = request.Header.Session
	if len(k.comms.asked) > 100 {
		clear(k.comms.asked)
	}
	k.comms.asked[m.Header.ID] = request
	k.gonb.send(jupyter.Shell, m)
}

// openComms are the connections that are open, all of them or those to one target.
func (k *kernel) openComms(request *jupyter.Message) map[string]any {
	var asked comm
	_ = request.Read(&asked)
	found := map[string]any{}
	for id, target := range k.comms.open {
		if asked.Target == "" || asked.Target == target {
			found[id] = map[string]string{"target_name": target}
		}
	}
	if asked.Target == "" || asked.Target == modelTarget {
		for id := range k.states() {
			found[id] = map[string]string{"target_name": modelTarget}
		}
	}
	return found
}

// takeFromWidgets passes on what GoNB sends that belongs to no cell that runs: answers of widgets, and what comes late.
func (k *kernel) takeFromWidgets(m *jupyter.Message, parent string) {
	switch m.Header.Type {
	case "comm_open", "comm_msg", "comm_close", "display_data", "update_display_data":
		var about comm
		if m.Header.Type == "comm_close" && m.Read(&about) == nil {
			delete(k.comms.open, about.ID)
		}
		asked, content := k.comms.asked[parent], raw(throughHTTPS(m.Content))
		pass := func() { // a message of its own each time: Jupyter's server takes one that comes again for an attack
			passed := answer(asked, m.Header.Type, content)
			passed.Metadata, passed.Buffers = m.Metadata, m.Buffers
			_ = k.front.Send(jupyter.IOPub, passed)
		}
		pass()
		if bytes.Contains(m.Content, openAcknowledged) {
			for _, wait := range onceMore {
				k.after(wait, pass)
			}
		}
	}
}

// GoNB's widgets open a connection of their own to Jupyter's server, and wait half a second for this answer. The server may
// hear it before it has begun to listen for the new connection; so it is said again. Whoever has heard it does not mind.
var (
	openAcknowledged = []byte("#comm_open_ack")
	onceMore         = []time.Duration{50 * time.Millisecond, 150 * time.Millisecond, 400 * time.Millisecond}
)
