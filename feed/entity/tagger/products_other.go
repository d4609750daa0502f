//go:build !amd64

package tagger

const hasWide = false

func multiplyWide(*int32, *uint8, *int8, int) { panic("this processor has no wide instructions") }
