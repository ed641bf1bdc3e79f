package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// firstLesson is what opens, from the project's folder.
const firstLesson = "notebooks/00_start_here.ipynb"

// startOptions are the flags of start, which are JupyterLab's.
type startOptions struct {
	noBrowser bool
	port      int // 0: any free one from 8888 on
	ip        string
	jupyter   []string // what stood after --
}

func start(ctx context.Context, p *project, args []string) error {
	options, err := parseStart(args)
	if err != nil {
		return err
	}
	if err := options.checkPort(); err != nil {
		return err
	}
	release, err := p.setUp(ctx)
	if err != nil {
		return err
	}
	defer release()
	return p.serve(ctx, options)
}

func parseStart(args []string) (startOptions, error) {
	options := startOptions{ip: "127.0.0.1"}
	for len(args) > 0 {
		flag, value, joined := strings.Cut(args[0], "=")
		args = args[1:]
		takeValue := func() error {
			if !joined && len(args) > 0 {
				value, args, joined = args[0], args[1:], true
			}
			if value == "" {
				return usageError(flag + " needs a value")
			}
			return nil
		}
		switch flag {
		case "--":
			options.jupyter = args
			return options, nil
		case "--no-browser":
			if joined {
				return options, usageError("--no-browser takes no value")
			}
			options.noBrowser = true
		case "--port":
			if err := takeValue(); err != nil {
				return options, err
			}
			port, err := strconv.Atoi(value)
			if err != nil || port < 1 || port > 65535 {
				return options, usageError(fmt.Sprintf("--port %s: a port is a number from 1 to 65535", value))
			}
			options.port = port
		case "--ip":
			if err := takeValue(); err != nil {
				return options, err
			}
			options.ip = value
		default:
			return options, usageError(fmt.Sprintf("start does not know %s (flags for JupyterLab itself go after --)", flag))
		}
	}
	return options, nil
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
func tryPort(ip string, port int) error {
	if ip == "*" {
		ip = ""
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(ip, strconv.Itoa(port)))
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
	return "http://" + net.JoinHostPort(host, strconv.Itoa(o.port)) + path
}
