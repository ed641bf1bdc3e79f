package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"

	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/kernel/explain"
	"firstneuron/kernel-setup/kernel/jupyter"
	"firstneuron/kernel-setup/kernel/modules"
)

// A cell may require modules, or import packages of modules that are still to be found. That can take long where the network
// is used, so it is done beside the loop, before GoNB gets the cell.

// providing is what a cell needs of modules.
type providing struct {
	orders  []moduleOrder
	imports []string
	then    func() // goes on with the cell
	stop    context.CancelFunc
}

// A moduleOrder is a line %require, %network, %autoget, %noautoget or %reset go.mod.
type moduleOrder struct {
	line  int // from 1
	name  string
	words []string
}

// isModuleOrder tells whether a command is about modules, and nothing else.
func isModuleOrder(call cells.Call) bool {
	switch call.Name {
	case "%require", "%network", "%autoget", "%noautoget":
		return true
	case "%reset":
		return len(call.Words) > 0
	}
	return false
}

// takeModuleOrders takes a cell's commands about modules.
func (c *cell) takeModuleOrders() {
	for _, call := range c.read.Calls {
		if isModuleOrder(call) || call.Name == "%reset" {
			c.orders = append(c.orders, moduleOrder{call.Line, call.Name, call.Arguments()})
		}
	}
}

// provide sees to a cell's modules and then goes on with it.
func (k *kernel) provide(c *cell, then func()) {
	c.imports, c.then = c.read.Imports(), then
	k.goOnProviding()
}

// goOnProviding does so as soon as GoNB has started up.
func (k *kernel) goOnProviding() {
	c, module := k.cell, k.gonb.module
	if c == nil || c.then == nil || module == nil {
		return
	}
	then := c.then
	c.then = nil
	if len(c.orders) == 0 && module.Has(c.imports) {
		then()
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	c.stop = cancel
	module.Report = func(line string) { k.post(func() { k.reportDownload(c, line) }) }
	go func() {
		failure := k.carryOut(ctx, c, module)
		cancel()
		k.post(func() {
			switch {
			case k.cell != c:
				return // GoNB has ended meanwhile, and the cell with it
			case c.failure == nil:
				c.failure = failure
			}
			k.useModule()
			if c.failure != nil {
				k.finish(c)
				return
			}
			then()
		})
	}()
}

// carryOut runs beside the loop.
func (k *kernel) carryOut(ctx context.Context, c *cell, module *modules.Module) *explain.Error {
	for _, order := range c.orders {
		var open []modules.Use
		err := error(nil)
		switch order.name {
		case "%autoget":
			module.Network = true
		case "%noautoget":
			module.Network = false
		case "%reset":
			err = module.Reset()
		case "%network":
			switch {
			case len(order.words) == 1 && (order.words[0] == "on" || order.words[0] == "off"):
				module.Network = order.words[0] == "on"
			case len(order.words) == 0:
				on := module.Network
				k.post(func() { k.print(c, "stdout", k.language.Network(on)+"\n") })
			default:
				told := k.language.NoSwitch(c.text, order.line)
				return &told
			}
		case "%require":
			open, err = module.Require(ctx, order.words, k.notebookFolder())
		}
		if err != nil {
			return k.refusal(err, c, order.line, module.Network)
		}
		k.tellUses(c, open)
	}
	found, err := module.Provide(ctx, c.imports)
	if err != nil {
		return k.refusal(err, c, 0, module.Network)
	}
	k.tellUses(c, found)
	return nil
}

// notebookFolder is where Jupyter starts a kernel: beside its notebook.
func (k *kernel) notebookFolder() string {
	folder, _ := os.Getwd()
	return folder
}

func (k *kernel) refusal(err error, c *cell, line int, network bool) *explain.Error {
	var told explain.Error
	if refused := new(modules.Error); errors.As(err, &refused) {
		told = k.language.NoModule(*refused, c.text, line, network)
	} else {
		told = k.language.ModulesFailed(err)
	}
	return &told
}

// tellUses says which lines keep the versions in the notebook that were chosen here.
func (k *kernel) tellUses(c *cell, uses []modules.Use) {
	for _, use := range uses {
		k.post(func() { k.print(c, "stderr", k.language.ModuleChosen(use)+"\n") })
	}
}

var downloading = regexp.MustCompile(`^go: downloading (\S+) (\S+)$`)

// reportDownload tells what the go command fetches.
func (k *kernel) reportDownload(c *cell, line string) {
	if fetched := downloading.FindStringSubmatch(line); fetched != nil && k.cell == c {
		k.print(c, "stderr", k.language.Downloading(fetched[1], fetched[2])+"\n")
		k.flush()
	}
}

// useModule lets Tab know what cells can import now.
func (k *kernel) useModule() {
	if k.helper != nil && k.gonb.module != nil {
		_ = k.helper.Use(k.gonb.module.Dir())
	}
}

// openModule takes over the module that GoNB compiles cells in, and its looking for modules: GoNB runs `go get` before each
// cell, which takes time and cannot say what is missing.
func (k *kernel) openModule(ctx context.Context, client *jupyter.Client) (*modules.Module, error) {
	found, _ := filepath.Glob(filepath.Join(k.cellsFolder(), "gonb_*", "go.mod"))
	if len(found) != 1 {
		return nil, errors.New("GoNB has no folder for a module")
	}
	if err := tell(ctx, client, "%noautoget"); err != nil {
		return nil, err
	}
	return modules.Open(ctx, modules.Options{
		Dir: filepath.Dir(found[0]), Project: k.settings.project,
		Env: environment(os.Environ(), "TMPDIR", k.cellsFolder()), // so that what is left of it is found
	})
}

// tell lets GoNB carry out a command, and waits until it has.
func tell(ctx context.Context, client *jupyter.Client, command string) error {
	ask := jupyter.New("execute_request", map[string]any{"code": command, "silent": true, "store_history": false})
	_ = client.Send(jupyter.Shell, ask)
	for {
		select {
		case arrival := <-client.Arrivals:
			if arrival.Message.ParentID() == ask.Header.ID && arrival.Channel == jupyter.Shell {
				return nil
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
