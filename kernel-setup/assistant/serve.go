package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"strconv"
	"syscall"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/page"
)

// pageOptions are the flags of a page.
type pageOptions struct {
	noBrowser bool
	port      int    // 0: any that is free
	folder    string // the builder's
	pictures  string // the builder's: pictures of the user's to learn from
}

// parsePage reads the flags of a page, before and behind the folder, where there may be one.
func parsePage(args []string, takesFolder bool) (options pageOptions, err error) {
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.BoolVar(&options.noBrowser, "no-browser", false, "")
	flags.IntVar(&options.port, "port", 0, "")
	if takesFolder {
		flags.StringVar(&options.pictures, "pictures", "", "")
	}
	for {
		if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
			return options, err
		} else if err != nil {
			return options, usageError(err.Error())
		}
		if options.port < 0 || options.port > 65535 {
			return options, usageError(fmt.Sprintf("--port %d: a port is a number from 1 to 65535", options.port))
		}
		if flags.NArg() == 0 {
			return options, nil
		}
		if !takesFolder || options.folder != "" {
			return options, usageError(fmt.Sprintf("%q is one argument too many", flags.Arg(0)))
		}
		options.folder, args = flags.Arg(0), flags.Args()[1:]
	}
}

// listen takes the port that the user has named, or else the first that is free from preferred on: the same one after a
// restart, so that a page that is still open finds the server again.
func (o pageOptions) listen(preferred int) (net.Listener, error) {
	if o.port != 0 {
		listener, err := listenOn(o.port)
		if errors.Is(err, syscall.EADDRINUSE) {
			return nil, catalogue.Errorf("port.taken", fmt.Sprint(o.port), fmt.Sprint(o.port+1))
		}
		return listener, err
	}
	for port := preferred; port < preferred+50; port++ {
		if listener, err := listenOn(port); err == nil {
			return listener, nil
		}
	}
	return listenOn(0)
}

func listenOn(port int) (net.Listener, error) {
	return net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
}

// serve serves a page until ctx ends.
func serve(ctx context.Context, server *page.Server, listener net.Listener, options pageOptions, c console) error {
	address := server.Address(listener)
	fmt.Fprintf(c.out, "    %s\n\n%s\n", address, c.Say("page.end"))
	if !options.noBrowser {
		defer openBrowser(address)()
	}
	return server.Serve(ctx, listener)
}

// chatPort is where the page of a finished assistant begins to look for a free port; the builder's are elsewhere.
const chatPort = 8750

func chatPage(a *assistant.Assistant, args []string, c console) error {
	options, err := parsePage(args, false)
	if err != nil {
		return err
	}
	e := newEngines(ofProgram, ownServers())
	server, err := page.Chat(a, "", page.Options{Engine: e.engine, Servers: e.servers})
	if err != nil {
		return err
	}
	listener, err := options.listen(chatPort)
	if err != nil {
		return err
	}
	ctx, stop := untilEnded()
	defer stop()
	fmt.Fprintf(c.out, "%s\n\n", c.Say("page.ready", c.nameOf(a.Draft())))
	return serve(ctx, server, listener, options, c)
}
