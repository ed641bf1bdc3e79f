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

// passToWidgets passes a front end's message to a widget of GoNB's.
func (k *kernel) passToWidgets(request *jupyter.Message) {
	m := jupyter.New(request.Header.Type, raw(request.Content))
	m.Metadata, m.Buffers = request.Metadata, request.Buffers
	m.Header.Session = request.Header.Session
	if len(k.comms) > 100 {
		clear(k.comms)
	}
	k.comms[m.Header.ID] = request
	k.gonb.send(jupyter.Shell, m)
}

// takeFromWidgets passes on what GoNB sends that belongs to no cell that runs: answers of widgets, and what comes late.
func (k *kernel) takeFromWidgets(m *jupyter.Message, parent string) {
	switch m.Header.Type {
	case "comm_open", "comm_msg", "comm_close", "display_data", "update_display_data":
		asked, content := k.comms[parent], raw(throughHTTPS(m.Content))
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
