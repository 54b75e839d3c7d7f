import buildPanel from './buildPanel.ts'

// As a set-up file of a vitest project: no test looks at a panel that is still being built.
await buildPanel()
