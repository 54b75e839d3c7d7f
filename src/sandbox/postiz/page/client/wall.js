// The wall in columns, newest at the top, so that what is there moves down and never aside.

import { writeTimes } from './times.js'

const wall = document.getElementById('wall')
const empty = document.getElementById('empty')
const older = document.getElementById('older')
const heard = document.getElementById('heard')

const columnWidth = 320
const gap = 18
const mostCards = 300

let columns = []

export function arrange() {
  const count = Math.max(1, Math.floor((wall.clientWidth + gap) / (columnWidth + gap)))
  if (columns.length === count) return
  const cards = cardsInOrder()
  columns = Array.from({ length: count }, () => {
    const column = document.createElement('div')
    column.className = 'column'
    return column
  })
  wall.classList.add('columns')
  wall.replaceChildren(...columns)
  for (const card of cards) shortest().append(card)
}

export function watchWidth() {
  new ResizeObserver(arrange).observe(wall)
}

/** Newest first. */
function cardsInOrder() {
  return [...wall.querySelectorAll('.card')].sort((a, b) => b.dataset.seq - a.dataset.seq)
}

export function newestSeq() {
  return Number(cardsInOrder()[0]?.dataset.seq ?? 0)
}

function shortest() {
  return columns.reduce((best, next) => (next.offsetHeight < best.offsetHeight ? next : best))
}

/** Makes cards of the server's markup, newest first. */
export function parseCards(markup) {
  const template = document.createElement('template')
  template.innerHTML = markup
  writeTimes(template.content)
  return [...template.content.querySelectorAll('.card')]
}

export function addNewest(cards) {
  for (const card of cards.reverse()) {
    if (document.getElementById(card.id)) continue
    card.classList.add('new')
    shortest().prepend(card)
    announce(card)
  }
  for (const card of cardsInOrder().slice(mostCards)) {
    card.remove()
    older.hidden = false
  }
  empty.hidden = wall.querySelector('.card') !== null
}

const mostAwaited = 10

/** The newest cards under which comments are still to be written. */
export function awaited() {
  const cards = cardsInOrder().filter((card) => card.querySelector('.to-come'))
  return cards.slice(0, mostAwaited).map((card) => Number(card.dataset.seq))
}

export function replaceComments(cards) {
  for (const card of cards) {
    const old = document.getElementById(card.id)?.querySelector('.comments')
    const comments = card.querySelector('.comments')
    if (old && comments && old.innerHTML !== comments.innerHTML) old.replaceWith(comments)
  }
}

export async function addOlder(query) {
  const before = cardsInOrder().at(-1)?.dataset.seq
  const response = await fetch(`/sandbox/cards${query({ before })}`)
  const cards = parseCards(await response.text())
  for (const card of cards) shortest().append(card)
  older.hidden = cards.length < Number(older.dataset.page)
}

/** For those who hear the page. */
function announce(card) {
  const line = document.createElement('p')
  const name = card.querySelector('.name').textContent
  const platform = card.querySelector('.mark').getAttribute('aria-label')
  line.textContent = `${name} on ${platform}: published, ${card.querySelector('.late').textContent}`
  heard.append(line)
  while (heard.children.length > 5) heard.firstChild.remove()
}
