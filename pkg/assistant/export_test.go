package assistant

// Step is where a test lets the disk fail.
var Step = &step
