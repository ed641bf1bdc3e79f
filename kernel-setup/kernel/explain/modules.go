package explain

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	celltext "firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/kernel/modules"
)

// NoModule is the error of a cell that requires a module, or imports a package, that it cannot have. Line is that of the
// cell's %require; 0: it is an import's. Network says whether the notebook lets the kernel use the network.
func (l Language) NoModule(e modules.Error, cell Cell, line int, network bool) Error {
	if line == 0 {
		line = cell.lineWith(`"` + e.Package + `"`)
	}
	if line == 0 {
		line = cell.lineWith(`"` + e.Importer + `"`)
	}
	p := problem{place: place{cell: &cell, line: line, text: strings.TrimRight(cell.lineNumbered(line), "\r")}, said: l.refusal(e, network)}
	if !slices.Contains([]modules.Kind{modules.NotHere, modules.NoModule, modules.Beside}, e.Kind) {
		p.message = trimmed(e.Said)
	}
	if p.said == "" {
		p.said = l.in("the go command refuses this module.", "команда go не принимает этот модуль.")
	}
	return l.error("ModuleError", []problem{p})
}

// refusal is one true sentence about what the go command has refused, and what to type.
func (l Language) refusal(e modules.Error, network bool) string {
	module := e.Module
	if e.Version != "" {
		module += "@" + e.Version
	}
	switch e.Kind {
	case modules.NotHere:
		return l.notHere(e, network)
	case modules.Unreachable:
		return fmt.Sprintf(l.in(
			"%s cannot be fetched: %s does not answer. Check the network, and what `!go env GOPROXY` says.",
			"%s не загрузить: %s не отвечает. Проверьте сеть и то, что показывает `!go env GOPROXY`."), firstOf(module, e.Package), e.Host)
	case modules.Refused:
		return fmt.Sprintf(l.in(
			"%s cannot be fetched: %s answers with %q.",
			"%s не загрузить: %s отвечает %q."), firstOf(module, e.Package), e.Host, e.Status)
	case modules.UnknownModule:
		return fmt.Sprintf(l.in(
			"nobody serves %s. Check the spelling: capital and small letters differ.",
			"такого модуля нет: %s. Проверьте написание: большие и маленькие буквы различаются."), firstOf(e.Package, e.Module))
	case modules.UnknownVersion:
		return fmt.Sprintf(l.in(
			"the module %s has no version %s. It has %s.",
			"у модуля %s нет версии %s. Есть %s."), e.Module, e.Version, l.list(e.Versions))
	case modules.NoPackage:
		return fmt.Sprintf(l.in(
			"there is no package %s: the module %s is there, and has no such package. Check the spelling.",
			"пакета %s нет: модуль %s есть, но такого пакета в нём нет. Проверьте написание."), e.Package, module)
	case modules.Conflict:
		return fmt.Sprintf(l.in(
			"%[1]s needs %[2]s@%[3]s, and this notebook requires another version of it. Write %%require %[2]s@%[3]s.",
			"%[1]s использует %[2]s@%[3]s, а блокнот требует другую версию. Напишите %%require %[2]s@%[3]s."), l.owner(e.Requirer), e.Module, e.Needed)
	case modules.Damaged:
		return fmt.Sprintf(l.in(
			"what has come for %s is damaged or is not what its checksum promises, and was not installed. Run the cell again; if this stays, choose another version.",
			"полученный файл для %s повреждён или не совпадает с контрольной суммой и не установлен. Запустите ячейку ещё раз; если не поможет, возьмите другую версию."), firstOf(module, e.Package))
	case modules.NewerGo:
		return fmt.Sprintf(l.in(
			"%s needs Go %s or newer. Require an older version of it, or install that Go.",
			"для %s нужен Go %s или новее. Возьмите более старую версию модуля или установите такой Go."), module, e.Needed)
	case modules.OtherPath:
		return fmt.Sprintf(l.in(
			"the module %s calls itself %s: write that path.",
			"модуль %s сам называет себя %s: пишите этот путь."), e.Module, e.Requirer)
	case modules.BadPath:
		return fmt.Sprintf(l.in(
			"%[1]s cannot be the path of a module: that begins with a host, as github.com/owner/name does. A module beside the notebook is required by its folder: %%require ./%[2]s",
			"%[1]s не может быть путём модуля: путь начинается с имени сервера, как github.com/owner/name. Модуль рядом с блокнотом указывают папкой: %%require ./%[2]s"),
			e.Module, path.Base(e.Module))
	case modules.NoModule:
		if info, err := os.Stat(e.Folder); err != nil || !info.IsDir() {
			return fmt.Sprintf(l.in("there is no folder %s.", "папки %s нет."), e.Folder)
		}
		return fmt.Sprintf(l.in(
			"the folder %[1]s is no module yet: it has no go.mod. Make one with !cd %[1]s && go mod init %[2]s",
			"папка %[1]s ещё не модуль: в ней нет go.mod. Создайте его: !cd %[1]s && go mod init %[2]s"), e.Folder, path.Base(e.Folder))
	case modules.NotInLibrary:
		return missingPackage(l, []string{"", e.Package}, problem{})
	case modules.Beside:
		return fmt.Sprintf(l.in(
			"%[1]q is in the module of the folder %[2]s. Write a line %%require %[2]s above, and import %[3]q.",
			"%[1]q лежит в модуле папки %[2]s. Напишите выше строку %%require %[2]s и импортируйте %[3]q."), e.Package, celltext.Quoted(e.Folder), e.Module)
	}
	return ""
}

// notHere is about what is not on this machine.
func (l Language) notHere(e modules.Error, network bool) string {
	switch {
	case network:
		return fmt.Sprintf(l.in(
			"%s is not on this machine, and GOPROXY=off in your own settings keeps Go from fetching it.",
			"%s нет на этой машине, а GOPROXY=off в ваших настройках запрещает Go загружать модули."), firstOf(e.Package, e.Module))
	case e.Requirer != "":
		return fmt.Sprintf(l.in(
			"%s needs %s@%s, which is not on this machine. Write %%network on in a line above, so that the kernel may fetch it.",
			"для %s нужен %s@%s, а его нет на этой машине. Напишите выше строку %%network on, чтобы ядро могло его загрузить."), e.Requirer, e.Module, e.Version)
	case e.Importer != "":
		return fmt.Sprintf(l.in(
			"the package %s imports %s, which is not on this machine. Write %%network on in a line above, so that the kernel may fetch it.",
			"пакет %s импортирует %s, а его нет на этой машине. Напишите выше строку %%network on, чтобы ядро могло его загрузить."), e.Importer, e.Package)
	case e.Package != "":
		return fmt.Sprintf(l.in(
			"the package %[1]s is not on this machine. Write %%network on in a line above, so that the kernel may fetch it; it then says which line %%require keeps the version. Or check the spelling.",
			"пакета %[1]s нет на этой машине. Напишите выше строку %%network on, чтобы ядро могло его загрузить; оно подскажет строку %%require с версией. Или проверьте написание."), e.Package)
	case len(e.Versions) == 0:
		return fmt.Sprintf(l.in(
			"the module %s is not on this machine. Write %%network on in a line above, so that the kernel may fetch it. Or check the spelling.",
			"модуля %s нет на этой машине. Напишите выше строку %%network on, чтобы ядро могло его загрузить. Или проверьте написание."), e.Module)
	case e.Version == "latest" || e.Version == "":
		return fmt.Sprintf(l.in(
			"which version of %[1]s is the latest, only the network knows. On this machine there is %[2]s: write %%require %[1]s@%[3]s, or %%network on in a line above.",
			"какая версия %[1]s последняя, известно только в сети. На этой машине есть %[2]s: напишите %%require %[1]s@%[3]s или выше строку %%network on."),
			e.Module, l.list(e.Versions), e.Versions[len(e.Versions)-1])
	}
	return fmt.Sprintf(l.in(
		"the module %[1]s is not on this machine in version %[2]s. There is %[3]s: write %%require %[1]s@%[4]s, or %%network on in a line above.",
		"модуля %[1]s версии %[2]s нет на этой машине. Есть %[3]s: напишите %%require %[1]s@%[4]s или выше строку %%network on."),
		e.Module, e.Version, l.list(e.Versions), e.Versions[len(e.Versions)-1])
}

// owner names the module that requires another: the project, as its own go.mod calls it, or module@version.
func (l Language) owner(module string) string {
	if name, version, _ := strings.Cut(module, "@"); strings.HasPrefix(version, "v0.0.0-00010101000000") {
		return name
	}
	return module
}

// list has the newest of some versions, in their order.
func (l Language) list(versions []string) string {
	const most = 6
	if len(versions) > most {
		return "…, " + strings.Join(versions[len(versions)-most:], ", ")
	}
	return strings.Join(versions, ", ")
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// lineWith is the first line of the cell, from 1, that has a text; 0 if none has.
func (c Cell) lineWith(text string) int {
	for i, line := range strings.Split(c.Source, "\n") {
		if strings.Contains(line, text) {
			return i + 1
		}
	}
	return 0
}

// ModulesFailed is the error of a cell for which the go command could not be run at all.
func (l Language) ModulesFailed(err error) Error {
	return said("ModuleError", fmt.Sprintf(l.in(
		"The modules of this cell could not be made ready: %v.",
		"Не удалось подготовить модули для этой ячейки: %v."), err))
}

// NoSwitch is the error of a line %network with neither on nor off.
func (l Language) NoSwitch(cell Cell, line int) Error {
	return l.error("NoSwitch", []problem{{
		place: place{cell: &cell, line: line, text: cell.lineNumbered(line)},
		said: l.in(
			"write %network on, so that the kernel may fetch modules, or %network off.",
			"напишите %network on, чтобы ядро могло загружать модули, или %network off."),
	}})
}

// Network says whether the notebook lets the kernel use the network.
func (l Language) Network(on bool) string {
	if on {
		return l.in("The network is on: modules that are not on this machine are fetched.", "Сеть включена: модули, которых нет на этой машине, загружаются.")
	}
	return l.in("The network is off: modules come from this machine only.", "Сеть выключена: модули берутся только с этой машины.")
}

// ModuleChosen is a note about a module for which the notebook names no exact version.
func (l Language) ModuleChosen(use modules.Use) string {
	return fmt.Sprintf(l.in(
		"%s: %s %s is used. To keep this version, write %s",
		"%s: взят модуль %s %s. Чтобы закрепить версию, напишите %s"), use.Asked, use.Module, use.Version, use.Line())
}

// Downloading is a note that a module is being fetched.
func (l Language) Downloading(module, version string) string {
	return fmt.Sprintf(l.in("fetching %s %s …", "загружается %s %s …"), module, version)
}
