// Says whether this Node can run the program. Plain enough that a very old Node can read it.

const needMajor = 22
const needMinor = 23

/**
 * One line for a person whose Node is too old, or null when it is new enough.
 *
 * @param {string} version as in `process.versions.node`
 * @param {string} executable path of the Node that runs
 * @returns {string | null}
 */
export function explainOldNode(version, executable) {
  const parts = version.split('.').map(Number)
  const major = parts[0] || 0
  const minor = parts[1] || 0
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return null
  return (
    'qmtl needs Node.js ' +
    needMajor +
    '.' +
    needMinor +
    ' or newer; this is ' +
    version +
    ' (' +
    executable +
    '). In a project: npm i -D node@24, then npx qmtl.\n'
  )
}
