// Package bridge tells why a figure changed between two periods: the change of revenue split into visits, conversion,
// deal size and mix, the parts adding up to the whole, each with the noise it carries.
package bridge
