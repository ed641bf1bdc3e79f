package page

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"firstneuron/pkg/assistant"
)

func (r *session) writeSettings(request *http.Request) error {
	settings := r.assistant.Draft().Settings
	settings.Language = "en"
	if request.FormValue("language") == "ru" {
		settings.Language = "ru"
	}
	settings.Address = strings.TrimSpace(request.FormValue("address"))
	settings.Model = strings.TrimSpace(request.FormValue("model"))
	var err error
	if settings.AltLimit, err = strconv.Atoi(cmp.Or(strings.TrimSpace(request.FormValue("limit")), "0")); err != nil {
		return fmt.Errorf("the length of an alt text is a number of characters, not %q", request.FormValue("limit"))
	}
	settings.Temperature = assistant.Optional[float64]{}
	if text := strings.ReplaceAll(strings.TrimSpace(request.FormValue("temperature")), ",", "."); text != "" {
		temperature, err := strconv.ParseFloat(text, 64)
		if err != nil || !(temperature >= 0 && temperature <= 2) {
			return fmt.Errorf("the temperature is a number from 0 to 2, not %q", request.FormValue("temperature"))
		}
		settings.Temperature = assistant.Given(temperature)
	}
	if err := r.write(assistant.FieldSettings, func(d *assistant.Draft) { d.Settings = settings }); err != nil {
		return err
	}
	if settings.Address == "" || assistant.Server(settings.Address) == assistant.Server(request.FormValue("shown")) {
		return nil // an address that the form came with is not one that the person typed
	}
	return r.options.Servers.Type(settings.Address)
}

// useServer lets the server answer whose name the person was asked about.
func (r *session) useServer(request *http.Request) error {
	return r.options.Servers.Confirm(request.FormValue("address"))
}

// takeKey hands the key on, with the address that the form asked for it. It is in no draft, no file and no answer of this page.
func (r *session) takeKey(request *http.Request) error {
	key, address := strings.TrimSpace(request.FormValue("key")), request.FormValue("address")
	switch {
	case r.options.Key == nil:
		return errors.New("this program takes the key from the environment only")
	case address == "":
		return errors.New("a key belongs to one server: save the server's address first")
	}
	r.options.Key(address, key)
	r.keyed[assistant.Server(address)] = key != ""
	r.engine = nil
	return nil
}
