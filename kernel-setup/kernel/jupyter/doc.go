// Package jupyter speaks Jupyter's messages over ZeroMQ, on both sides: as a [Server] towards front ends, as a [Client]
// towards a kernel. It checks and makes signatures, and keeps away what is unsigned, malformed or enormous.
//
// The messages are described at https://jupyter-client.readthedocs.io/en/stable/messaging.html.
package jupyter
