// Package exercises holds the functions that learners write in the lessons: for each a
// right one, and the mistakes that learners make in it, each with three steps of help.
// A file holds the exercises of one lesson.
//
// Every right function stands by itself, under the name and with the signature that it
// has in the lesson: the tests put it into the notebook in place of the learner's.
package exercises
