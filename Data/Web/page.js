// Adds to pages that are whole without it: search while typing, filters without reload, copying, ages, news of the data.
// Markup is never made from text: elements come from the server's own documents, or are created one by one.
const root = document.documentElement
const field = document.getElementById("q")
root.classList.add("script")

// Ages instead of times; the time itself is in the title.
const relative = new Intl.RelativeTimeFormat(root.lang, { numeric: "auto", style: "short" })
const units = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60]]
function age(time) {
  const seconds = (Date.parse(time.dateTime) - Date.now()) / 1000
  if (Number.isNaN(seconds)) return
  if (!time.title) time.title = time.textContent
  const [unit, length] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1]
  time.textContent = relative.format(Math.trunc(seconds / length), unit)
}

// Copy buttons; the texts come from the server.
const words = document.body.dataset
function addCopyButton(source) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "copy"
  button.textContent = words.label
  button.setAttribute("aria-label", `${words.label} ${source.textContent}`)
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.textContent)
    button.textContent = words.done
    announce(`${words.done} ${source.textContent}`)
    setTimeout(() => { button.textContent = words.label }, 1500)
  })
  source.after(button)
}

function enhance(part) {
  for (const time of part.querySelectorAll("time")) age(time)
  if (navigator.clipboard) for (const source of part.querySelectorAll("[data-copy]")) addCopyButton(source)
}

const live = document.getElementById("live")
function announce(text) { live.textContent = text }

// Search while typing: one question in flight, one waiting; an answer that is older than the last shown is dropped.
const results = document.getElementById("results")
let asked = 0, shown = 0, flying = false, waiting = null, rest, started = 0

function address(counts) {
  const url = new URL("/search", location.origin)
  for (const [name, value] of new FormData(field.form)) url.searchParams.append(name, value)
  if (!counts) url.searchParams.set("facets", "0")
  return url
}

// The document of an address, parsed without running or loading anything of it.
function load(url) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open("GET", url)
    request.responseType = "document"
    request.onload = () => request.response?.getElementById("results")
      ? resolve(request.response) : reject(new Error("no hits"))
    request.onerror = () => reject(new Error("no answer"))
    request.send()
  })
}

function ask(counts, isSettled = false) {
  const question = { number: ++asked, url: address(counts), counts, isSettled, at: performance.now() }
  if (flying) waiting = question; else fly(question)
}

async function fly(question) {
  flying = true
  try {
    const answer = await load(question.url)
    if (question.number > shown) { shown = question.number; show(answer, question) }
  } catch {
    // While somebody types, the page stays as it is; what they asked for, they see, be it a refusal.
    if (question.isSettled) location.assign(question.url)
  }
  flying = false
  if (waiting) { const next = waiting; waiting = null; fly(next) }
}

function take(answer, id) {
  const present = document.getElementById(id), next = answer.getElementById(id)
  if (!present || !next) return
  const focused = document.activeElement?.id
  const open = [...present.querySelectorAll("details[open]")].map(details => details.id)
  const node = document.adoptNode(next)
  for (const id of open) node.querySelector(`details[id="${CSS.escape(id)}"]`)?.setAttribute("open", "")
  enhance(node)
  present.replaceWith(node)
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true })
}

function show(answer, question) {
  take(answer, "results")
  if (question.counts) {
    take(answer, "filters")
    const total = document.getElementById("total")
    if (total) announce(total.textContent)
  }
  document.title = answer.title
  for (const link of document.querySelectorAll("nav a")) {
    if (new URL(link.href).pathname === "/search") link.setAttribute("aria-current", "page")
  }
  root.dataset.milliseconds = String(Math.round(performance.now() - question.at))
}

if (results) {
  // What the reader came to last: typing replaces it in the history, Enter and filters go on from it.
  let settled = location.href
  const settle = () => {
    history.replaceState(null, "", settled)
    settled = address(true).href
    history.pushState(null, "", settled)
    ask(true, true)
  }
  const stay = () => {
    clearTimeout(rest)
    rest = setTimeout(() => {
      history.replaceState(null, "", address(true))
      ask(true)
    }, 150)
  }
  field.addEventListener("input", () => {
    ask(false)
    stay()
  })
  field.form.addEventListener("submit", event => {
    event.preventDefault()
    clearTimeout(rest)
    settle()
  })
  document.addEventListener("change", event => {
    if (event.target.type === "checkbox" && event.target.form === field.form) settle()
  })
  addEventListener("popstate", () => location.reload())
}

// "/" goes to the search field, Escape empties it.
document.addEventListener("keydown", event => {
  const inText = event.target.closest?.("input:not([type=checkbox]), textarea, select")
  if (event.key === "/" && !inText && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault()
    field.focus()
    field.select()
  } else if (event.key === "Escape" && event.target === field && field.value) {
    field.value = ""
    field.dispatchEvent(new Event("input", { bubbles: true }))
  }
})

// Tells where the data changed since; asks only while somebody looks.
const notice = document.getElementById("notice")
const version = document.body.dataset.version
async function look() {
  if (document.visibilityState !== "visible" || notice.firstChild) return
  try {
    const response = await fetch("/api/v1/version")
    if (!response.ok) return
    const now = await response.json()
    if (`${now.incarnation}-${now.version}` === version) return
    const link = document.createElement("a")
    link.href = location.pathname + location.search
    link.textContent = words.reload
    notice.append(words.changed, " ", link)
  } catch { /* Later. */ }
}
if (version) {
  setInterval(look, 30000)
  document.addEventListener("visibilitychange", look)
}
setInterval(() => { for (const time of document.querySelectorAll("time")) age(time) }, 60000)
enhance(document)
