package slurm

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"firstneuron/internal/filelock"
)

// mostTasks is how many tasks an array may have on a cluster whose MaxArraySize was not changed.
const mostTasks = 1000

// submit submits trials that were in none of so many jobs. If another program has submitted a job meanwhile, it does nothing.
func (f *follower) submit(trials []string, jobs int) error {
	if _, err := exec.LookPath("sbatch"); err != nil {
		return errors.New("slurm: there is no command sbatch here, so no job can be submitted: run this on a machine that submits jobs, such as the cluster's login node, or leave out On to run the trials on this machine")
	}
	if err := os.MkdirAll(f.folder, 0o777); err != nil {
		return fmt.Errorf("slurm: the ledger cannot be written: %w", err)
	}
	unlock, err := filelock.Lock(filepath.Join(f.folder, ".lock"), time.Minute)
	if err != nil {
		return fmt.Errorf("slurm: the lock of %s cannot be had, which keeps two programs from submitting the same trials: %w", f.folder, err)
	}
	defer unlock()
	all, err := readArrays(f.folder)
	if err != nil || len(all) != jobs {
		return err
	}
	clear(f.over)
	for some := range slices.Chunk(trials, mostTasks) {
		if err := f.submitArray(some); err != nil {
			return err
		}
	}
	return nil
}

func (f *follower) submitArray(trials []string) (err error) {
	folder, err := os.MkdirTemp(f.folder, time.Now().Format("20060102-150405-"))
	if err != nil {
		return fmt.Errorf("slurm: %w", err)
	}
	defer func() {
		if err != nil {
			os.RemoveAll(folder)
		}
	}()
	a := array{folder: folder, trials: trials}
	if err := f.fill(a); err != nil {
		return fmt.Errorf("slurm: the job cannot be written: %w", err)
	}
	number, err := os.Create(a.path("job")) // sbatch writes its answer into it, which so is not lost if this program is killed
	if err != nil {
		return fmt.Errorf("slurm: %w", err)
	}
	defer number.Close()
	var said bytes.Buffer
	command := exec.Command("sbatch", "--parsable", a.path("job.sh"))
	command.Env, command.Stdout, command.Stderr = environment(os.Environ()), number, &said
	if err := command.Run(); err != nil {
		return fmt.Errorf("slurm: sbatch refuses the job (%w). It says: %s", err, strings.TrimSpace(said.String()))
	}
	if a, err = readArray(folder); err != nil || a.job == "" {
		return fmt.Errorf("slurm: sbatch has not said which number the job has. It says: %s", strings.TrimSpace(said.String()))
	}
	fmt.Printf("Slurm job %s is submitted; its trials: %d, its script: %s. An interrupt stops following and not the job.\n", a.job, len(trials), a.path("job.sh"))
	return nil
}

// fill writes the files that the tasks need.
func (f *follower) fill(a array) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	return errors.Join(
		os.Chmod(a.folder, 0o755),
		copyProgram(program, a.path("program")), // the program of a cell is in a temporary folder
		os.WriteFile(a.path("code"), []byte(f.work.Code()), 0o666),
		os.WriteFile(a.path("trials"), []byte(strings.Join(a.trials, "\n")+"\n"), 0o666),
		os.WriteFile(a.path("job.sh"), []byte(f.job.script(f.work.Name(), f.work.AtOnce(), a, os.Args[1:])), 0o666),
	)
}

func copyProgram(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o755)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Close())
}

// script is what sbatch is given: sbatch(1) has the options.
func (j Job) script(name string, atOnce int, a array, flags []string) string {
	array := fmt.Sprint("--array=0-", len(a.trials)-1)
	if atOnce > 0 {
		array += fmt.Sprint("%", atOnce)
	}
	options := []string{"--job-name=" + jobName(name), array, "--output=" + outputPattern(a.folder)}
	if j.Partition != "" {
		options = append(options, "--partition="+j.Partition)
	}
	if j.Time > 0 {
		options = append(options, fmt.Sprint("--time=", int(math.Ceil(j.Time.Minutes()))))
	}
	if j.CPUs > 0 {
		options = append(options, fmt.Sprint("--cpus-per-task=", j.CPUs))
	}
	if j.Memory != "" {
		options = append(options, "--mem="+j.Memory)
	}
	var text strings.Builder
	text.WriteString("#!/bin/bash\n")
	for _, option := range append(options, j.Options...) {
		text.WriteString("#SBATCH " + option + "\n")
	}
	text.WriteString("\n# A task runs one trial of the sweep: that in line SLURM_ARRAY_TASK_ID of the file trials, counted from 0.\n")
	fmt.Fprintf(&text, "export %s=%s\n", variable, quoted(a.folder))
	text.WriteString("export GOMAXPROCS=${SLURM_CPUS_ON_NODE:-1}\n")
	text.WriteString("exec " + quoted(a.path("program")))
	for _, flag := range flags {
		text.WriteString(" " + quoted(flag))
	}
	return text.String() + "\n"
}

// jobName is the sweep's name without letters that a line of options cannot have.
func jobName(name string) string {
	return strings.Map(func(letter rune) rune {
		if unicode.IsLetter(letter) || unicode.IsDigit(letter) {
			return letter
		}
		return '-'
	}, name)
}

// outputPattern is the name of a task's log, as an option of sbatch.
func outputPattern(folder string) string {
	return `"` + strings.NewReplacer(`"`, `\"`, "%", "%%").Replace(folder) + `/%a.log"`
}

// quoted is a text as one word of a shell.
func quoted(word string) string { return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'" }

// environment is the part of this program's environment that tasks get. The kernel's pipes and the folder for temporary files do
// not exist on other machines.
func environment(all []string) (passed []string) {
	for _, variable := range all {
		name, _, _ := strings.Cut(variable, "=")
		if !strings.HasPrefix(name, "GONB_") && !slices.Contains([]string{"TMPDIR", "TMP", "TEMP"}, name) {
			passed = append(passed, variable)
		}
	}
	return passed
}
