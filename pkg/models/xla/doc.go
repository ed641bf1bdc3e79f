// Package xla adds XLA to the backends of package models. Import it for its side
// effect, where its speed is worth half a second more of linking:
//
//	import _ "firstneuron/pkg/models/xla"
//
// and choose it with GOMLX_BACKEND=xla:cpu, or "xla:cuda" where the plugin for GPUs
// is installed. PJRT_PLUGIN_LIBRARY_PATH is the folder with the plugin; our
// kernel sets it to the one that set-up installed. Nothing is downloaded.
//
// XLA is reached through C: where Go finds no C compiler, the package adds nothing,
// and asking for XLA is an error that says so.
package xla
