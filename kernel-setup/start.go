package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"slices"
	"syscall"
)

// firstLesson is what opens, from the project's folder.
const firstLesson = "notebooks/00_start_here.ipynb"

// startOptions are the flags of start, which are JupyterLab's.
type startOptions struct {
	noBrowser bool
	port      port // 0: any free one from 8888 on
	ip        string
	jupyter   []string // what stood after --
}

func start(args []string) (action, error) {
	options, err := parseStart(args)
	return options.start, err
}

func parseStart(args []string) (options startOptions, err error) {
	if i := slices.Index(args, "--"); i >= 0 {
		args, options.jupyter = args[:i], args[i+1:]
	}
	flags := newFlags()
	flags.BoolVar(&options.noBrowser, "no-browser", false, "")
	flags.Var(&options.port, "port", "")
	flags.StringVar(&options.ip, "ip", "127.0.0.1", "")
	others, err := parse(flags, args)
	switch {
	case err != nil:
		return options, err
	case len(others) > 0:
		return options, fmt.Errorf("it takes flags only, and not %q (what is for JupyterLab itself goes after --)", others[0])
	case options.ip == "":
		return options, errors.New("flag needs an argument: -ip")
	}
	return options, nil
}

func (o startOptions) start(ctx context.Context, p *project) error {
	if err := o.checkPort(); err != nil {
		return err
	}
	release, err := p.SetUp(ctx, p.Steps())
	if err != nil {
		return err
	}
	defer release()
	return p.serve(ctx, o)
}

// firstPort is where JupyterLab begins to look for a free port.
const firstPort = 8888

// checkPort looks, before anything is set up, whether the port that the user has named is free.
func (o startOptions) checkPort() error {
	err := tryPort(o.ip, o.port)
	var unknown *net.DNSError
	var malformed *net.AddrError
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("port %d is taken by another program. Name another one (--port %d), or leave --port out and a free one is found", o.port, o.port+1)
	case errors.Is(err, syscall.EADDRNOTAVAIL), errors.As(err, &unknown), errors.As(err, &malformed):
		return fmt.Errorf("--ip %s is no address of this machine. Leave --ip out to listen for this machine only, or take --ip 0.0.0.0 for all its addresses", o.ip)
	case err != nil:
		return fmt.Errorf("cannot listen on --ip %s: %w", o.ip, err)
	}
	return nil
}

// tryPort listens for a moment; on port 0, which means any that is free.
func tryPort(ip string, number port) error {
	if ip == "*" {
		ip = ""
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(ip, number.String()))
	if err != nil {
		return err
	}
	return listener.Close()
}

// addresses are those under which the first lesson opens, the first for a browser on this machine.
func (o startOptions) addresses(token string) []string {
	query := "?" + url.Values{"token": {token}}.Encode()
	addresses := []string{o.address(o.localHost(), "/lab/tree/"+firstLesson) + query}
	if name, err := os.Hostname(); err == nil && o.localHost() != o.ip {
		addresses = append(addresses, o.address(name, "/lab/tree/"+firstLesson)+query)
	}
	return addresses
}

// localHost is where this machine reaches the server. A server may listen on every address, but none connects to that.
func (o startOptions) localHost() string {
	if o.ip == "" || o.ip == "*" || net.ParseIP(o.ip).IsUnspecified() {
		return "127.0.0.1"
	}
	return o.ip
}

func (o startOptions) address(host, path string) string {
	return "http://" + net.JoinHostPort(host, o.port.String()) + path
}
