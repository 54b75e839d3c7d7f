// Keeps the page up to date and steers the sandbox. Without it the page still shows everything,
// as it was when it was asked for.

import { writeTimes, zone } from './times.js'
import {
  addNewest,
  addOlder,
  arrange,
  awaited,
  newestSeq,
  parseCards,
  replaceComments,
  watchWidth,
} from './wall.js'

const touch = document.getElementById('touch')
const filter = new URLSearchParams(location.search)
const query = (more) => `?${new URLSearchParams({ ...Object.fromEntries(filter), ...more })}`

let newest = newestSeq()
let isBusy = false
let isWanted = false

const restMs = 100

/** One look at a time; what comes meanwhile is looked at in the next. */
async function refresh() {
  isWanted = true
  if (isBusy) return
  isBusy = true
  while (isWanted) {
    isWanted = false
    try {
      await Promise.all([refreshWall(), refreshTop()])
    } catch {
      loseTouch()
    }
    await new Promise((resolve) => setTimeout(resolve, restMs))
  }
  isBusy = false
}

async function refreshWall() {
  const response = await fetch(`/sandbox/cards${query({ after: newest })}`)
  const cards = parseCards(await response.text())
  newest = Math.max(newest, ...cards.map((card) => Number(card.dataset.seq)))
  addNewest(cards)
  for (const seq of awaited()) {
    const one = await fetch(`/sandbox/cards${query({ after: seq - 1, before: seq + 1 })}`)
    replaceComments(parseCards(await one.text()))
  }
}

async function refreshTop() {
  const response = await fetch(`/sandbox/overview${query({})}`)
  const { overview, switches } = await response.json()
  replace('overview', overview)
  replace('switches', switches)
}

const shown = {}

/** Puts new markup in place, and leaves what is open, chosen and focused as it was. */
function replace(id, markup) {
  if (shown[id] === markup) return
  shown[id] = markup
  const target = document.getElementById(id)
  const focused = target.contains(document.activeElement) ? document.activeElement.id : ''
  const often = document.querySelector('[name="often"]:checked').id
  const open = new Map([...target.querySelectorAll('details')].map((it) => [it.id, it.open]))
  target.innerHTML = markup
  for (const details of target.querySelectorAll('details'))
    if (open.has(details.id)) details.open = open.get(details.id)
  document.getElementById(often).checked = true
  writeTimes(target)
  if (focused) document.getElementById(focused)?.focus()
}

function loseTouch() {
  touch.className = 'touch lost'
  touch.textContent = 'Lost touch, trying again'
}

function listen() {
  const events = new EventSource(`/sandbox/events?after=${newest}`)
  events.addEventListener('open', () => {
    touch.className = 'touch live'
    touch.textContent = 'Live'
    refresh()
  })
  events.addEventListener('error', loseTouch)
  events.addEventListener('publication', refresh)
  events.addEventListener('change', refresh)
}

async function steer(method, path, body) {
  const response = await fetch(path, {
    method,
    ...(body
      ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
      : {}),
  }).catch(() => null)
  if (!response?.ok) loseTouch()
  refresh()
}

function toggleFault(button) {
  const path = `/sandbox/faults/${button.dataset.kind}`
  const isOn = button.getAttribute('aria-checked') === 'true'
  const often = Number(document.querySelector('[name="often"]:checked').value)
  button.setAttribute('aria-checked', String(!isOn))
  if (isOn) steer('DELETE', path)
  else steer('PUT', path, { probability: often })
}

function toggleText(button) {
  const isAll = button.parentElement.classList.toggle('all')
  button.textContent = isAll ? 'Show less' : 'Show all'
  button.setAttribute('aria-expanded', String(isAll))
}

async function copy(button) {
  await navigator.clipboard.writeText(button.previousElementSibling.textContent)
  button.textContent = 'Copied'
  setTimeout(() => {
    button.textContent = 'Copy'
  }, 1500)
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('button')
  if (!button) return
  if (button.dataset.kind) toggleFault(button)
  else if (button.id === 'behave') steer('DELETE', '/sandbox/faults')
  else if (button.id === 'older') addOlder(query).catch(loseTouch)
  else if (button.classList.contains('more')) toggleText(button)
  else if (button.classList.contains('copy')) copy(button)
})

document.addEventListener('change', (event) => {
  const { channel } = event.target.dataset
  if (!channel) return
  const state = event.target.value
  steer('POST', `/sandbox/integrations/${encodeURIComponent(channel)}`, {
    disabled: state === 'disabled',
    refreshNeeded: state === 'refreshNeeded',
    removed: state === 'removed',
  })
})

document.getElementById('zone').textContent = `Times in ${zone}`
if (matchMedia('(max-width: 700px)').matches) document.getElementById('faults').open = false
writeTimes(document)
arrange()
watchWidth()
setInterval(() => writeTimes(document, '[data-how="until"], [data-how="ago"]'), 1000)
listen()
