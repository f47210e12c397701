// Package golden holds one test: it walks a folder of reference cases, computes each case with the packages of this
// module and compares every number the case expects.
//
// A case is a JSON file beside its CSV inputs. Its kind names the estimator; one function per kind serves every case of
// that kind, so a case that nobody here has seen works as well. The numbers come from established statistical software
// and published papers, never from this module.
//
// The folder is named by the environment variable SALESCOACH_GOLDEN; by default it is ../shared/golden, seen from the
// module's root. Go's test cache does not see changes outside the module: use -count=1 after changing a case.
package golden
