package assistant

import (
	"encoding/base64"
	"fmt"
)

// A Portrait is an avatar to be shown in a notebook, by show.Figure.
type Portrait struct {
	Avatar Avatar
	Name   string
}

// Portrait is the avatar of the draft, with its name.
func (d Draft) Portrait() Portrait { return Portrait{d.Avatar, d.Name} }

// SVG is the drawing; a picture of the user's is put into a frame of SVG.
func (p Portrait) SVG() ([]byte, error) {
	content, mediaType := p.Avatar.Image(p.Name)
	if mediaType == "image/svg+xml" {
		return content, nil
	}
	const frame = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="256" height="256">` +
		`<image width="64" height="64" href="data:%s;base64,%s"/></svg>` + "\n"
	return fmt.Appendf(nil, frame, mediaType, base64.StdEncoding.EncodeToString(content)), nil
}

// Alt says whose avatar it is.
func (p Portrait) Alt() string {
	if p.Name == "" {
		return "Avatar of an assistant without a name"
	}
	return "Avatar of " + p.Name
}
