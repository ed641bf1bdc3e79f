package assistant

// What a test puts in the place of the disk.
var (
	Rename = &rename
	Flush  = &flush
)
