#!/usr/bin/env node
// The program. Looks at the Node first: everything else may use what an old one cannot read.
import { explainOldNode } from './node-version.js'

const complaint = explainOldNode(process.versions.node, process.execPath)
if (complaint === null) {
  void import('./start.js')
} else {
  process.stderr.write(complaint)
  process.exitCode = 78
}
