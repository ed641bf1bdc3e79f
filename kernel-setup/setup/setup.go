package setup

import (
	"context"
	"errors"
	"fmt"
	"time"

	"firstneuron/kernel-setup/toolrun"
)

// Steps make what the lessons need, in this order.
func (p *Project) Steps() []Step {
	return []Step{
		environment{p.Clone}.step(),
		packages{p.Clone}.step(),
		tools{p}.step(),
		modules{p}.step(),
		p.kernelProgram().step(),
		kernelspec{p}.step(),
		lessons{p}.step(),
		goplsCache{p}.step(),
	}
}

// AssistantSteps make what the builder of assistants needs. The program is not among the steps of the lessons: it has
// the client for model servers in it, which takes a minute to compile, and its sources change whenever a package does.
func (p *Project) AssistantSteps() []Step {
	return []Step{modules{p}.step(), p.assistantProgram().step()}
}

// AllSteps make what everything needs that the tests look at.
func (p *Project) AllSteps() []Step { return append(p.Steps(), p.assistantProgram().step()) }

// SetUp takes steps, one after the other. One that is done costs a look; one that was cut off is done again. What they
// have made stays in place until release, even if another set-up or removal is asked for.
func (c Clone) SetUp(ctx context.Context, steps []Step) (release func(), err error) {
	if err := c.CheckFolder(); err != nil {
		return nil, err
	}
	unlock, err := c.Lock()
	if err != nil {
		return nil, err
	}
	defer unlock()
	if err := errors.Join(MakeOwned(c.Venv()), MakeOwned(c.Build())); err != nil { // lessons keep their checkpoints in build
		return nil, toolrun.Explain("make the folders of set-up", "", err)
	}

	begin := time.Now()
	fmt.Println("Setting up First Neuron in", c.Root)
	for _, s := range steps {
		if err := c.Take(ctx, s); err != nil {
			return nil, err
		}
	}
	fmt.Printf("Set-up is complete (%.1f s).\n", time.Since(begin).Seconds())
	return c.use()
}
