package datasets

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"firstneuron/internal/picturefile"
)

// Folder reads your own pictures, PNG, JPEG, GIF or WebP, in shades of grey: each folder
// in the one at path is a class, and its name is that of the class. Every picture is
// resized to height x width as by [Resize], and photos are rotated upright, as their
// camera has noted. Hidden files are left out, and so are texts, .md or .txt, beside the folders:
// they may say where the pictures come from. The error lists the files that are
// not pictures, are damaged, or are beside the folders of the classes.
func Folder(path string, height, width int) (*Set, error) {
	return readFolder(path, []int{height, width, 1})
}

// ColourFolder is [Folder] with three channels: red, green and blue.
func ColourFolder(path string, height, width int) (*Set, error) {
	return readFolder(path, []int{height, width, 3})
}

func readFolder(path string, shape []int) (*Set, error) {
	if err := checkPictureShape(shape); err != nil {
		return nil, fmt.Errorf("datasets: %s: %w", path, err)
	}
	s := &Set{Name: filepath.Base(path), Shape: shape}
	files, faults, err := s.listFolder(path)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 && len(faults) == 0 {
		return nil, fmt.Errorf("datasets: %s has no pictures: make a folder in it for each class, and put PNG, JPEG, GIF or WebP files there", path)
	}
	if len(files) > maxNumbers/s.Size() {
		return nil, fmt.Errorf("datasets: %d pictures of %s from %s are more than %d numbers: choose a smaller height and width", len(files), s.shape(), path, maxNumbers)
	}
	s.Values = make([]float64, len(files)*s.Size())
	if faults = append(faults, s.loadPictures(files)...); len(faults) > 0 {
		return nil, listFaults(path, faults)
	}
	return s, nil
}

// listFolder finds the pictures, and gives the set its labels and classes.
func (s *Set) listFolder(path string) (files []string, faults []error, err error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, nil, fmt.Errorf("datasets: the folder with a folder for each class: %w", err)
	}
	for _, entry := range entries {
		inside := filepath.Join(path, entry.Name())
		if picturefile.IsHidden(entry.Name()) || isText(entry.Name()) {
			continue
		}
		if info, err := os.Stat(inside); err != nil || !info.IsDir() {
			faults = append(faults, fmt.Errorf("%s is beside the folders of the classes", inside))
			continue
		}
		found, err := filesBelow(inside)
		if err != nil {
			return nil, nil, fmt.Errorf("datasets: the class %s: %w", entry.Name(), err)
		}
		if len(found) == 0 {
			faults = append(faults, fmt.Errorf("%s has no pictures", inside))
		}
		for range found {
			s.Labels = append(s.Labels, len(s.Classes))
		}
		s.Classes, files = append(s.Classes, entry.Name()), append(files, found...)
	}
	return files, faults, nil
}

func filesBelow(folder string) (files []string, err error) {
	err = fs.WalkDir(os.DirFS(folder), ".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path != "." && picturefile.IsHidden(entry.Name()):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case !entry.IsDir():
			files = append(files, filepath.Join(folder, path))
		}
		return nil
	})
	return files, err
}

func isText(name string) bool {
	extension := filepath.Ext(name)
	return extension == ".md" || extension == ".txt"
}

// loadPictures fills the values, several files at a time, and returns what is wrong with the files.
func (s *Set) loadPictures(files []string) (faults []error) {
	errs := picturefile.ReadAll(len(files), func(i int) error {
		values, err := loadPicture(files[i], s.Shape)
		copy(s.Example(i), values)
		return err
	})
	return slices.DeleteFunc(errs, func(err error) bool { return err == nil })
}

func listFaults(path string, faults []error) error {
	const listed = 10
	text := fmt.Sprintf("datasets: not all files in %s can be used: fix or remove these:", path)
	for _, fault := range faults[:min(len(faults), listed)] {
		text += "\n  " + fault.Error()
	}
	if more := len(faults) - listed; more > 0 {
		text += fmt.Sprintf("\n  and %d more", more)
	}
	return errors.New(text)
}
