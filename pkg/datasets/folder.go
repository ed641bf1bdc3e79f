package datasets

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// Folder reads your own pictures, PNG and JPEG, in shades of grey: each folder in
// the one at path is a class and gives it its name. Every picture is brought to
// height x width by averaging areas, which squeezes it where its proportions
// differ. Photos are turned upright, as their camera has noted. Transparent parts
// become white. Hidden files are left out. The error names the files that are no
// pictures, are damaged, or lie beside the folders of the classes.
func Folder(path string, height, width int) (*Set, error) {
	return readFolder(path, []int{height, width, 1})
}

// ColourFolder is [Folder] with three channels: red, green and blue.
func ColourFolder(path string, height, width int) (*Set, error) {
	return readFolder(path, []int{height, width, 3})
}

const (
	mostPixels   = 40_000_000 // of a picture to read; more is the mark of a damaged or a malicious file
	longestFile  = 1 << 28    // bytes
	mostPerByte  = 8 * 1032   // pixels that a byte of a file can stand for: eight, times the best that PNG's compression does
	faultsToList = 10
)

func readFolder(path string, shape []int) (*Set, error) {
	s := &Set{Name: filepath.Base(path), Shape: shape}
	if slices.Min(shape) < 1 || slices.Max(shape) > longestSide {
		return nil, fmt.Errorf("datasets: pictures cannot be brought to %s: give a height and a width from 1 to %d pixels", s.shape(), longestSide)
	}
	files, faults, err := s.listFolder(path)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 && len(faults) == 0 {
		return nil, fmt.Errorf("datasets: %s has no pictures: make a folder in it for each class, and put PNG and JPEG files there", path)
	}
	if int64(len(files))*int64(s.Size()) > mostNumbers {
		return nil, fmt.Errorf("datasets: %d pictures of %s from %s are more than fit, at most %d numbers: choose a smaller height and width", len(files), s.shape(), path, mostNumbers)
	}
	s.Values = make([]float32, len(files)*s.Size())
	for _, err := range s.readFiles(files) {
		if err != nil {
			faults = append(faults, err)
		}
	}
	if len(faults) > 0 {
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
		if isHidden(entry.Name()) {
			continue
		}
		if info, err := os.Stat(inside); err != nil || !info.IsDir() {
			faults = append(faults, fmt.Errorf("%s lies beside the folders of the classes", inside))
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
	// The separator at the end lets the folder of a class be a link to one elsewhere.
	err = filepath.WalkDir(folder+string(filepath.Separator), func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case isHidden(entry.Name()) && filepath.Clean(path) != folder:
			if entry.IsDir() {
				return fs.SkipDir
			}
		case !entry.IsDir():
			files = append(files, filepath.Clean(path))
		}
		return nil
	})
	return files, err
}

// isHidden tells what systems put into folders behind their users' backs.
func isHidden(name string) bool {
	return strings.HasPrefix(name, ".") || name == "__MACOSX" || name == "Thumbs.db" || name == "desktop.ini"
}

// readFiles fills the values, several files at a time.
func (s *Set) readFiles(files []string) []error {
	faults := make([]error, len(files))
	next := make(chan int)
	var done sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 4) { // four, because a large photo takes 100 MB while it is read
		done.Go(func() {
			for i := range next {
				if err := readPictureFile(s.Example(i), files[i], s.Shape); err != nil {
					faults[i] = fmt.Errorf("%s %w", files[i], err)
				}
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	done.Wait()
	return faults
}

func readPictureFile(values []float32, path string, shape []int) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return errors.New("cannot be opened: " + reason(err).Error())
	case !info.Mode().IsRegular():
		return errors.New("is no file")
	case info.Size() > longestFile:
		return fmt.Errorf("is larger than the %d MB that a picture may have", longestFile>>20)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return errors.New("cannot be read: " + reason(err).Error())
	}
	return readPicture(values, data, shape)
}

// readPicture decodes a PNG or JPEG, whatever its file is called, and averages it
// into values of the shape. The error goes on where the file's name stops.
func readPicture(values []float32, data []byte, shape []int) error {
	var decodeConfig func(io.Reader) (image.Config, error)
	var decode func(io.Reader) (image.Image, error)
	upright := orientation(1)
	switch {
	case len(data) == 0:
		return errors.New("is empty")
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		decodeConfig, decode = png.DecodeConfig, png.Decode
	case bytes.HasPrefix(data, []byte("\xff\xd8")):
		decodeConfig, decode, upright = jpeg.DecodeConfig, jpeg.Decode, orientationOf(data)
	default:
		return errors.New("is neither PNG nor JPEG")
	}
	config, err := decodeConfig(bytes.NewReader(data))
	if err != nil {
		return damagedPicture(err)
	}
	// What a header claims is checked before the decoder makes room for it.
	switch pixels := int64(config.Width) * int64(config.Height); {
	case pixels == 0:
		return errors.New("has no pixels")
	case pixels > mostPixels:
		return fmt.Errorf("is %d x %d, more than the %d million pixels that a picture may have", config.Width, config.Height, mostPixels/1_000_000)
	case pixels > mostPerByte*int64(len(data)):
		return fmt.Errorf("is damaged: it claims %d x %d pixels and has %d bytes", config.Width, config.Height, len(data))
	}
	picture, err := decode(bytes.NewReader(data))
	if err != nil {
		return damagedPicture(err)
	}
	average(values, picture, shape, upright)
	return nil
}

func damagedPicture(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return errors.New("is cut off")
	}
	return fmt.Errorf("is damaged (%w)", err)
}

func listFaults(path string, faults []error) error {
	text := fmt.Sprintf("datasets: not everything in %s can be used: mend it, convert it to PNG or JPEG, or take it away:", path)
	for i, fault := range faults {
		if i == faultsToList {
			text += fmt.Sprintf("\n  and %d more", len(faults)-i)
			break
		}
		text += "\n  " + fault.Error()
	}
	return errors.New(text)
}

// reason is an error without the name of a file that is named anyway.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
