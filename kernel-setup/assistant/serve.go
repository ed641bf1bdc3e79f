package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
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

// serve serves a page until somebody ends this program in an ordinary way.
func (c console) serve(server *page.Server, options pageOptions, preferred int, welcome string) error {
	listener, err := options.listen(preferred)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	address := server.Address(listener)
	fmt.Fprintf(c.out, "\n%s\n\n    %s\n\n%s\n", welcome, address, c.Say("page.end"))
	if !options.noBrowser {
		file := openBrowser(address)
		defer os.Remove(file)
	}
	return server.Serve(ctx, listener)
}

// Where the pages begin to look for a free port: the builder's, and that of a finished assistant.
const builderPort, chatPort = 8700, 8750

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
	return c.serve(server, options, chatPort, c.Say("page.ready", c.nameOf(a.Draft())))
}
