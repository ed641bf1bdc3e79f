package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/kernel/explain"
	"firstneuron/kernel-setup/kernel/jupyter"
	"firstneuron/kernel-setup/kernel/modules"
)

// A cell may require modules, or import packages of modules that are still to be found. That can take long where the network
// is used, so it is done beside the loop.

// besides is what is done for a cell beside the loop.
type besides struct {
	start func() // waits until GoNB has started up; nil if nothing waits
	stop  context.CancelFunc
}

// beside does something for a cell beside the loop, as soon as GoNB has started up, and then goes on with the cell.
func (k *kernel) beside(c *cell, do func(context.Context, *modules.Module) *explain.Error, then func()) {
	ctx, cancel := context.WithCancel(context.Background())
	c.stop = cancel
	c.start = func() {
		c.start = nil
		module := k.gonb.module
		module.Report = func(line string) { k.post(func() { k.reportDownload(c, line) }) }
		go func() {
			failure := do(ctx, module)
			cancel()
			k.post(func() {
				if k.cell != c {
					return // GoNB has ended meanwhile, and the cell with it
				}
				if c.failure == nil {
					c.failure = failure
				}
				if k.helper != nil {
					_ = k.helper.Use(module.Dir())
				}
				if c.failure != nil {
					k.finish(c)
				} else {
					then()
				}
			})
		}()
	}
	switch {
	case k.gonb.module != nil:
		c.start()
	case !k.gonb.isAwaited:
		k.restart()
	}
}

// A moduleOrder is a line of a cell that is one of the moduleCommands.
type moduleOrder struct {
	line  int // from 1
	name  string
	words []string
}

// isModuleOrder tells whether a command is about modules, and nothing else.
func isModuleOrder(call cells.Call) bool {
	return moduleCommands[call.Name] != nil && (call.Name != "%reset" || len(call.Words) > 0)
}

// takeModuleOrders takes a cell's commands about modules.
func (c *cell) takeModuleOrders() {
	for _, call := range c.read.Calls {
		if moduleCommands[call.Name] != nil {
			c.orders = append(c.orders, moduleOrder{call.Line, call.Name, call.Arguments()})
		}
	}
}

// obey carries out a cell's commands about modules, one after the other.
func (k *kernel) obey(c *cell, then func()) {
	if len(c.orders) == 0 {
		then()
		return
	}
	order := c.orders[0]
	c.orders = c.orders[1:]
	k.beside(c, func(ctx context.Context, module *modules.Module) *explain.Error {
		return moduleCommands[order.name](k, ctx, module, c, order.words, order.line)
	}, func() { k.obey(c, then) })
}

// moduleCommands are carried out beside the loop. Each takes the words behind its name and the line, from 1, in which it is.
var moduleCommands = map[string]func(*kernel, context.Context, *modules.Module, *cell, []string, int) *explain.Error{
	"%require": (*kernel).require, "%network": (*kernel).network, "%reset": (*kernel).resetModule,
	"%autoget": (*kernel).networkOn, "%noautoget": (*kernel).networkOff,
}

func (k *kernel) require(ctx context.Context, module *modules.Module, c *cell, words []string, line int) *explain.Error {
	folder, err := os.Getwd() // Jupyter starts a kernel beside its notebook
	if err != nil {
		return k.refusal(err, c, line, module)
	}
	open, err := module.Require(ctx, words, folder)
	k.tellUses(c, open)
	return k.refusal(err, c, line, module)
}

func (k *kernel) network(ctx context.Context, module *modules.Module, c *cell, words []string, line int) *explain.Error {
	switch strings.Join(words, " ") {
	case "on":
		return k.networkOn(ctx, module, c, nil, line)
	case "off":
		return k.networkOff(ctx, module, c, nil, line)
	case "":
		on := module.Network
		k.post(func() { k.print(c, "stdout", k.language.Network(on)+"\n") })
		return nil
	}
	told := k.language.NoSwitch(c.text, line)
	return &told
}

func (k *kernel) networkOn(ctx context.Context, module *modules.Module, c *cell, _ []string, line int) *explain.Error {
	return k.refusal(k.switchNetwork(ctx, module, true), c, line, module)
}

func (k *kernel) networkOff(ctx context.Context, module *modules.Module, c *cell, _ []string, line int) *explain.Error {
	return k.refusal(k.switchNetwork(ctx, module, false), c, line, module)
}

func (k *kernel) resetModule(_ context.Context, module *modules.Module, c *cell, _ []string, line int) *explain.Error {
	return k.refusal(module.Reset(), c, line, module)
}

// provide sees to the modules of the packages that a cell's program imports, and then goes on with the cell.
func (k *kernel) provide(c *cell, imports []string, then func()) {
	if module := k.gonb.module; module != nil && module.Has(imports) {
		then()
		return
	}
	k.beside(c, func(ctx context.Context, module *modules.Module) *explain.Error {
		found, err := module.Provide(ctx, imports)
		k.tellUses(c, found)
		return k.refusal(err, c, 0, module)
	}, then)
}

// switchNetwork lets the kernel's go commands use the network, and those of cells, such as !go install.
func (k *kernel) switchNetwork(ctx context.Context, module *modules.Module, on bool) error {
	module.Network = on
	proxy, sums, err := module.Settings(ctx)
	if err != nil {
		return err
	}
	k.post(func() {
		k.gonb.send(jupyter.Shell, silent("%env GOPROXY "+proxy+"\n%env GOSUMDB "+sums))
	})
	return nil
}

// refusal says what is the matter with a module; nil if nothing is. The line is that of the command, 0 if it is an import.
func (k *kernel) refusal(err error, c *cell, line int, module *modules.Module) *explain.Error {
	if err == nil {
		return nil
	}
	var told explain.Error
	if refused := new(modules.Error); errors.As(err, &refused) {
		told = k.language.NoModule(*refused, c.text, line, module.Network)
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
	ask := silent(command)
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

// silent is a request for GoNB to carry out a command that is no cell's.
func silent(command string) *jupyter.Message {
	return jupyter.New("execute_request", map[string]any{"code": command, "silent": true, "store_history": false})
}
