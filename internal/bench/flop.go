package main

import "firstneuron/internal/bench/measure"

// A layer's product multiplies a matrix of rows x inner by one of inner x outputs,
// for each picture: a dense layer has one row, a convolution one for each pixel.
type product struct{ rows, inner, outputs float64 }

// flop counts an addition and a multiplication for each weight that meets a number.
func (p product) flop() float64 { return 2 * p.rows * p.inner * p.outputs }

// products lists what a job's network multiplies on the way forward.
func products(job measure.Job) []product {
	if job.Network == "cnn" {
		return []product{
			{28 * 28, 3 * 3 * 1, 32},
			{14 * 14, 3 * 3 * 32, 64},
			{1, 7 * 7 * 64, 128},
			{1, 128, 10},
		}
	}
	var layers []product
	for i, inputs := range job.Widths[:len(job.Widths)-1] {
		layers = append(layers, product{1, float64(inputs), float64(job.Widths[i+1])})
	}
	return layers
}

// flopPerPicture is what the matrix products of one training step cost for each of its
// pictures. Every layer multiplies three times, each time equally much: forward, back to
// its weights, back to its inputs. The first layer has nothing before it, and needs no
// signal for its inputs. Activations, pooling and Adam are left out: they are
// the part that a faster program may save.
func flopPerPicture(job measure.Job) float64 {
	layers := products(job)
	sum := -layers[0].flop()
	for _, layer := range layers {
		sum += 3 * layer.flop()
	}
	return sum
}
