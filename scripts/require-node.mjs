// Imported first by every entry script, and written for old Nodes too: it has to run there to say what is missing.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Patchbay needs Node 20.19 or newer, and this is Node ${process.versions.node}.`)
  console.error('Install a newer one, for example from https://nodejs.org, and run the command again.')
  process.exit(1)
}
