// Package setup makes what the lessons need: a Python environment with JupyterLab, Go's tools, our kernel, and compiled
// packages. All of it lies in two folders of the clone, .venv and build, so that nothing else on the machine changes but
// the caches of Go and pip, and one removal takes it away.
//
// Set-up is a list of steps ([Project.Steps]). A step is in a file of its own: what makes it, how to see that it is
// done, and what the doctor says of it.
//
//	environment.go      the Python environment; findpython.go finds a Python to make it with
//	pythonpackages.go   the Python packages of requirements-dev.txt; ownpackage.go, a small one of ours
//	tools.go            GoNB, gopls and others, as kernel-setup/tools/go.mod pins them
//	modules.go          the Go modules of go.mod
//	program.go          our own programs: the kernel, and the one for assistants
//	kernelspec.go       what tells Jupyter how to start the kernel; kernelenv.go, in which environment; compute.go, how models compute
//	compiledlessons.go  the packages that lessons import, compiled
//	goplscache.go       what gopls knows of them, so that the first Tab does not wait
//
// A step can be cut off at any moment. One that works on many files leaves a stamp when it has ended (stamp.go), and
// without its stamp it is done again; the others ask the go command, which knows itself what is out of date.
package setup
