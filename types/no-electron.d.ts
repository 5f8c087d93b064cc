// Stands in for the `electron` typings in layers that must not import Electron: the import then does not compile.
