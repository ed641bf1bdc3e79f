package explain

import (
	"errors"
	"strings"
	"testing"

	"firstneuron/kernel-setup/kernel/modules"
)

// Each refusal is one sentence in both languages, says what to type, and names the line of the cell where it can.
func TestNoModule(t *testing.T) {
	const required = "%network on\n%require example.test/shapes@v1.0.0"
	const imported = "import (\n\t\"fmt\"\n\t\"example.test/shapes\"\n)\n%%\nfmt.Println(shapes.Pi)"
	shapes := modules.Error{Module: "example.test/shapes", Version: "v1.0.0", Package: "", Said: "go's own words"}
	with := func(change func(*modules.Error)) modules.Error {
		e := shapes
		change(&e)
		return e
	}
	tests := []struct {
		name             string
		refused          modules.Error
		source           string
		line             int
		network          bool
		english, russian string
	}{
		{"a package", modules.Error{Kind: modules.NotHere, Package: "example.test/shapes"}, imported, 0, false,
			"Cell [3], line 3: the package example.test/shapes is not on this machine. Write %network on in a line above",
			"Ячейка [3], строка 3: пакета example.test/shapes нет на этой машине. Напишите выше строку %network on"},
		{"a package of a package", modules.Error{Kind: modules.NotHere, Package: "example.test/points", Importer: "example.test/shapes"}, imported, 0, false,
			"Cell [3], line 3: the package example.test/shapes imports example.test/points, which is not on this machine. Write %network on",
			"Ячейка [3], строка 3: пакет example.test/shapes импортирует example.test/points, а его нет на этой машине. Напишите"},
		{"a module of a module", with(func(e *modules.Error) { e.Kind, e.Requirer = modules.NotHere, "example.test/drawing@v0.3.0" }), required, 2, false,
			"Cell [3], line 2: example.test/drawing@v0.3.0 needs example.test/shapes@v1.0.0, which is not on this machine. Write %network on",
			"Ячейка [3], строка 2: для example.test/drawing@v0.3.0 нужен example.test/shapes@v1.0.0, а его нет"},
		{"a module", with(func(e *modules.Error) { e.Kind = modules.NotHere }), required, 2, false,
			"Cell [3], line 2: the module example.test/shapes is not on this machine. Write %network on",
			"Ячейка [3], строка 2: модуля example.test/shapes нет на этой машине. Напишите выше строку %network on"},
		{"another version is there", with(func(e *modules.Error) { e.Kind, e.Versions = modules.NotHere, []string{"v0.9.0", "v0.9.1"} }), required, 2, false,
			"Cell [3], line 2: the module example.test/shapes is not on this machine in version v1.0.0. There is v0.9.0, v0.9.1: write %require example.test/shapes@v0.9.1, or",
			"Ячейка [3], строка 2: модуля example.test/shapes версии v1.0.0 нет на этой машине. Есть v0.9.0, v0.9.1: напишите %require example.test/shapes@v0.9.1 или"},
		{"the latest", with(func(e *modules.Error) { e.Kind, e.Version, e.Versions = modules.NotHere, "latest", []string{"v0.9.0"} }), required, 2, false,
			"Cell [3], line 2: which version of example.test/shapes is the latest, only the network knows. On this machine there is v0.9.0: write %require example.test/shapes@v0.9.0, or",
			"Ячейка [3], строка 2: какая версия example.test/shapes последняя, известно только в сети. На этой машине есть v0.9.0: напишите"},
		{"the user's own setting", with(func(e *modules.Error) { e.Kind = modules.NotHere }), required, 2, true,
			"Cell [3], line 2: example.test/shapes is not on this machine, and GOPROXY=off in your own settings",
			"Ячейка [3], строка 2: example.test/shapes нет на этой машине, а GOPROXY=off в ваших настройках"},
		{"no answer", with(func(e *modules.Error) { e.Kind, e.Host = modules.Unreachable, "proxy.golang.org" }), required, 2, true,
			"Cell [3], line 2: example.test/shapes@v1.0.0 cannot be fetched: proxy.golang.org does not answer.",
			"Ячейка [3], строка 2: example.test/shapes@v1.0.0 не загрузить: proxy.golang.org не отвечает."},
		{"an error as the answer", with(func(e *modules.Error) {
			e.Kind, e.Host, e.Status = modules.Refused, "proxy.golang.org", "403 Forbidden"
		}), required, 2, true,
			`Cell [3], line 2: example.test/shapes@v1.0.0 cannot be fetched: proxy.golang.org answers with "403 Forbidden".`,
			`Ячейка [3], строка 2: example.test/shapes@v1.0.0 не загрузить: proxy.golang.org отвечает "403 Forbidden".`},
		{"an unknown module", with(func(e *modules.Error) { e.Kind = modules.UnknownModule }), required, 2, true,
			"Cell [3], line 2: nobody serves example.test/shapes.", "Ячейка [3], строка 2: такого модуля нет: example.test/shapes."},
		{"an unknown version", with(func(e *modules.Error) {
			e.Kind, e.Versions = modules.UnknownVersion, strings.Fields("v0.1.0 v0.2.0 v0.3.0 v0.4.0 v0.5.0 v0.6.0 v0.7.0")
		}), required, 2, true,
			"Cell [3], line 2: the module example.test/shapes has no version v1.0.0. It has …, v0.2.0, v0.3.0, v0.4.0, v0.5.0, v0.6.0, v0.7.0.",
			"Ячейка [3], строка 2: у модуля example.test/shapes нет версии v1.0.0. Есть …, v0.2.0,"},
		{"no such package in it", with(func(e *modules.Error) { e.Kind, e.Package = modules.NoPackage, "example.test/shapes/none" }), "import \"example.test/shapes/none\"", 0, true,
			"Cell [3], line 1: there is no package example.test/shapes/none: the module example.test/shapes@v1.0.0 is there, and has no such package.",
			"Ячейка [3], строка 1: пакета example.test/shapes/none нет: модуль example.test/shapes@v1.0.0 есть, но"},
		{"a conflict", with(func(e *modules.Error) {
			e.Kind, e.Requirer, e.Needed = modules.Conflict, "firstneuron@v0.0.0-00010101000000-000000000000", "v1.1.0"
		}), required, 2, false,
			"Cell [3], line 2: firstneuron needs example.test/shapes@v1.1.0, and this notebook requires another version of it. Write %require example.test/shapes@v1.1.0.",
			"Ячейка [3], строка 2: firstneuron использует example.test/shapes@v1.1.0, а блокнот требует другую версию. Напишите %require example.test/shapes@v1.1.0."},
		{"damaged", with(func(e *modules.Error) { e.Kind = modules.Damaged }), required, 2, true,
			"Cell [3], line 2: what has come for example.test/shapes@v1.0.0 is damaged or is not what its checksum promises, and was not installed.",
			"Ячейка [3], строка 2: полученный файл для example.test/shapes@v1.0.0 повреждён или не совпадает с контрольной суммой и не установлен."},
		{"a newer Go", with(func(e *modules.Error) { e.Kind, e.Needed = modules.NewerGo, "1.99" }), required, 2, true,
			"Cell [3], line 2: example.test/shapes@v1.0.0 needs Go 1.99 or newer.", "Ячейка [3], строка 2: для example.test/shapes@v1.0.0 нужен Go 1.99 или новее."},
		{"another path", with(func(e *modules.Error) { e.Kind, e.Requirer = modules.OtherPath, "example.test/forms" }), required, 2, true,
			"Cell [3], line 2: the module example.test/shapes calls itself example.test/forms: write that path.",
			"Ячейка [3], строка 2: модуль example.test/shapes сам называет себя example.test/forms: пишите этот путь."},
		{"no host", modules.Error{Kind: modules.BadPath, Module: "my/shapes"}, "%require my/shapes", 1, false,
			"Cell [3], line 1: my/shapes cannot be the path of a module: that begins with a host, as github.com/owner/name does. A module beside the notebook is required by its folder: %require ./shapes",
			"Ячейка [3], строка 1: my/shapes не может быть путём модуля: путь начинается с имени сервера, как github.com/owner/name. Модуль рядом с блокнотом указывают папкой: %require ./shapes"},
		{"no folder", modules.Error{Kind: modules.NoModule, Folder: "/nowhere/at/all"}, "%require /nowhere/at/all", 1, false,
			"Cell [3], line 1: there is no folder /nowhere/at/all.", "Ячейка [3], строка 1: папки /nowhere/at/all нет."},
		{"a folder without go.mod", modules.Error{Kind: modules.NoModule, Folder: "."}, "%require .", 1, false,
			"Cell [3], line 1: the folder . is no module yet", "Ячейка [3], строка 1: папка . ещё не модуль"},
		{"a slip in a path of Go's", modules.Error{Kind: modules.NotInLibrary, Package: "strngs", Said: "package strngs is not in std"}, "import \"strngs\"", 0, false,
			"Cell [3], line 1: there is no package strngs. Do you mean \"strings\"?", "Ячейка [3], строка 1: пакета strngs нет. Может быть, нужен \"strings\"?"},
		{"a module beside the notebook", modules.Error{Kind: modules.Beside, Package: "./my shapes", Folder: "./my shapes", Module: "shapes"}, "\nimport \"./my shapes\"", 0, false,
			"Cell [3], line 2: \"./my shapes\" is in the module of the folder \"./my shapes\". Write a line %require \"./my shapes\" above, and import \"shapes\".",
			"Ячейка [3], строка 2: \"./my shapes\" лежит в модуле папки \"./my shapes\". Напишите выше строку %require \"./my shapes\" и импортируйте \"shapes\"."},
		{"what has no sentence", modules.Error{Said: "the moon is full"}, required, 2, true,
			"Cell [3], line 2: the go command refuses this module.", "Ячейка [3], строка 2: команда go не принимает этот модуль."},
		{"nowhere in the cell", modules.Error{Kind: modules.UnknownModule, Package: "example.test/other"}, imported, 0, true,
			"Cell [3]: nobody serves example.test/other.", "Ячейка [3]: такого модуля нет: example.test/other."},
	}
	for _, test := range tests {
		for language, want := range map[Language]string{English: test.english, Russian: test.russian} {
			got := language.NoModule(test.refused, Cell{3, test.source}, test.line, test.network)
			if got.Name != "ModuleError" || !strings.HasPrefix(got.Value, want) {
				t.Errorf("%s: got %s %q\nwant %q", test.name, got.Name, got.Value, want)
			}
			if shown := strings.Join(got.Traceback, "\n"); test.refused.Said != "" && test.refused.Kind != modules.NotHere && !strings.Contains(shown, test.refused.Said) {
				t.Errorf("%s: %q lacks the go command's words", test.name, shown)
			}
		}
	}
}

func TestNotesOfModules(t *testing.T) {
	use := modules.Use{Asked: "example.test/shapes/area", Module: "example.test/shapes", Version: "v1.1.0"}
	for _, test := range []struct{ name, got, want string }{
		{"chosen", English.ModuleChosen(use), "example.test/shapes/area: example.test/shapes v1.1.0 is used. To keep this version, write %require example.test/shapes@v1.1.0"},
		{"chosen", Russian.ModuleChosen(use), "example.test/shapes/area: взят модуль example.test/shapes v1.1.0. Чтобы закрепить версию, напишите %require example.test/shapes@v1.1.0"},
		{"fetched", English.Downloading("a.b/c", "v1.0.0"), "fetching a.b/c v1.0.0 …"},
		{"fetched", Russian.Downloading("a.b/c", "v1.0.0"), "загружается a.b/c v1.0.0 …"},
		{"on", English.Network(true), "The network is on: modules that are not on this machine are fetched."},
		{"off", Russian.Network(false), "Сеть выключена: модули берутся только с этой машины."},
		{"no switch", English.NoSwitch(Cell{3, "%network maybe"}, 1).Value, "Cell [3], line 1: write %network on, so that the kernel may fetch modules, or %network off."},
		{"no go", English.ModulesFailed(errors.New("fork failed")).Value, "The modules of this cell could not be made ready: fork failed."},
	} {
		if test.got != test.want {
			t.Errorf("%s: got  %q\nwant %q", test.name, test.got, test.want)
		}
	}
}

// The library's names are real, and a slip in one is put right.
func TestLibraryPackages(t *testing.T) {
	for wrong, want := range map[string]string{"strngs": "strings", "encoding/jsn": "encoding/json", "math/rnd": "math/rand", "Fmt": "fmt", "neuron": "firstneuron/pkg/neuron"} {
		got := Explain(Failure{Value: "main.go:1:8: package " + wrong + " is not in std"}, Cell{3, "import \"" + wrong + "\""}, nil, English).Value
		if !strings.HasSuffix(got, "Do you mean \""+want+"\"?") {
			t.Errorf("%s: got %q, want %s", wrong, got, want)
		}
	}
}
