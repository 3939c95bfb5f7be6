import { defineConfig, type Plugin } from 'rolldown'

// What ssh2 tries to load and does without: add-ons in C++. And what our ciphers never use: Poly1305 as WebAssembly, 3 MB of
// memory in every agent.
const absent = /\/sshcrypto\.node$|^cpu-features$/
const poly1305 = /\/ssh2\/lib\/protocol\/crypto\/poly1305\.js$/

const withoutParts: Plugin = {
  name: 'without-parts',
  resolveId: { filter: { id: absent }, handler: () => '\0absent' },
  load: {
    filter: { id: [/^\0absent$/, poly1305] },
    handler: (id) =>
      id === '\0absent'
        ? 'throw new Error("not part of this program")'
        : 'module.exports = async () => ({ _malloc() {}, cwrap() {} })',
  },
}

export default defineConfig({
  input: 'src/main.ts',
  platform: 'node',
  plugins: [withoutParts],
  transform: {
    // The oldest Node that the package takes.
    target: 'node20.19',
    define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
  },
  output: {
    format: 'esm',
    entryFileNames: 'patchbay-agent.mjs',
    codeSplitting: false,
    // 1.5 MB of memory less in each agent.
    minify: true,
    banner: '#!/usr/bin/env node',
  },
})
