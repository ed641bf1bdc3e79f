package network

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"

	"firstneuron/internal/atomicfile"
)

// A savedNetwork is the content of a file, in JSON: Go writes a float64 so that it is
// read back to the last bit.
type savedNetwork struct {
	Format string          `json:"format"`
	SHA256 string          `json:"sha256"` // of the layers, as they are in the file
	Layers json.RawMessage `json:"layers"`
}

type savedLayer struct {
	Layer   string    `json:"layer"` // what kind, and its shapes
	Weights []float64 `json:"weights,omitempty"`
	Bias    []float64 `json:"bias,omitempty"`
}

const saveFormat = "firstneuron/network/1"

// Save writes the weights and biases of the network to a file. The file is replaced as a
// whole, once everything is on the disk. Weights that are NaN or infinite are an error.
// What the optimizer remembers is not saved.
func (n *Network) Save(path string) error {
	text, err := n.encode()
	if err == nil {
		err = atomicfile.Write(path, ".network-*", text, 0o644)
	}
	if err != nil {
		return fmt.Errorf("network: cannot save to %s: %w", path, err)
	}
	return nil
}

// Load reads what [Network.Save] wrote into a network with the same layers. A file that
// is damaged, or of another network, is an error that says what differs, and leaves the
// network as it was.
func (n *Network) Load(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("network: cannot load: %w", err)
	}
	var saved savedNetwork
	var layers []savedLayer
	if err := json.Unmarshal(text, &saved); err != nil {
		return fmt.Errorf("network: %s is damaged, or was not written by Save: %w", path, err)
	}
	if saved.Format != saveFormat {
		return fmt.Errorf("network: %s has the format %q, and this program reads %q", path, saved.Format, saveFormat)
	}
	if err := json.Unmarshal(saved.Layers, &layers); err != nil || checksum(saved.Layers) != saved.SHA256 {
		return fmt.Errorf("network: %s is damaged: its weights are not those that Save wrote", path)
	}
	if len(layers) != len(n.Layers) {
		return fmt.Errorf("network: %s has %d layers, and this network has %d", path, len(layers), len(n.Layers))
	}
	for i, layer := range n.Layers {
		if layers[i].Layer != layer.String() {
			return fmt.Errorf("network: layer %d in %s is %q, and here it is %q", i+1, path, layers[i].Layer, layer)
		}
	}
	for i, layer := range n.Layers {
		weights, bias := layer.parameters()
		copy(weights, layers[i].Weights)
		copy(bias, layers[i].Bias)
	}
	return nil
}

// MarshalBinary is the weights and biases as bytes, to be kept anywhere: those of
// [Network.Parameters], 8 bytes for each, to the last bit. It is smaller and faster than a
// file of [Network.Save], and says nothing of the layers. [Network.UnmarshalBinary] reads it.
func (n *Network) MarshalBinary() ([]byte, error) {
	return binary.Append(nil, binary.LittleEndian, slices.Concat(n.Parameters()...))
}

// UnmarshalBinary gives the network the weights and biases of one with the same layers.
// Bytes of another length are an error, and the network stays as it was.
func (n *Network) UnmarshalBinary(parameters []byte) error {
	if len(parameters) != 8*n.NumParameters() {
		return fmt.Errorf("network: %d bytes are not the parameters of this network, which are %d", len(parameters), 8*n.NumParameters())
	}
	for _, values := range n.Parameters() {
		read, err := binary.Decode(parameters, binary.LittleEndian, values)
		if err != nil {
			return err
		}
		parameters = parameters[read:]
	}
	return nil
}

func (n *Network) encode() ([]byte, error) {
	var layers []savedLayer
	for i, layer := range n.Layers {
		weights, bias := layer.parameters()
		for _, x := range slices.Concat(weights, bias) {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return nil, fmt.Errorf("a weight of layer %d is %v: train again with a smaller rate", i+1, x)
			}
		}
		layers = append(layers, savedLayer{layer.String(), weights, bias})
	}
	text, err := json.Marshal(layers)
	if err != nil {
		return nil, err
	}
	return json.Marshal(savedNetwork{saveFormat, checksum(text), text})
}

func checksum(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
