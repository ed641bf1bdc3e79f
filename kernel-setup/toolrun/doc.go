// Package toolrun runs the programs that set-up depends on, such as pip and the go command: in an environment that
// differs from the user's where it has to, with a line that shows that they are at work, and with an error that says
// what happened and what to do.
//
//	shown := toolrun.Show("Go modules", 20*time.Second)
//	cmd := toolrun.Command(ctx, dir, env, "go", "mod", "download")
//	err := toolrun.Run(ctx, shown, cmd, "download the Go modules")
//	shown.End()
//
// It knows what these programs print when they have no network or no room, and nothing of what they are run for.
package toolrun
