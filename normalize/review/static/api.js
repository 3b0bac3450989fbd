// Questions to the server that gave this page. The token comes in the fragment of the address, which no server and no
// log ever sees; it is taken out of the address bar at once and is kept for this tab alone.

const KEY = "normalize-review-token";

function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) {
    sessionStorage.setItem(KEY, given);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(KEY) ?? "";
}

const token = takeToken();

export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function ask(path, options) {
  const headers = { ...options.headers, authorization: `Bearer ${token}` };
  let answer;
  try {
    answer = await fetch(path, { ...options, headers });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refusal(0, "The server does not answer: was it stopped? What was decided is on disk.");
  }
  const told = await answer.json();
  if (answer.status === 401) {
    throw new Refusal(401, "This page needs its token: open the whole address that the terminal shows.");
  }
  if (!answer.ok) throw new Refusal(answer.status, told.error);
  return told;
}

// An answer that changes nothing; `query` holds texts, numbers and one object.
export function get(question, query = {}, signal = undefined) {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    given.set(name, typeof value === "object" ? JSON.stringify(value) : value);
  }
  return ask(`/api/${question}?${given}`, { signal });
}

// A decision.
export function post(question, body = {}) {
  const headers = { "content-type": "application/json" };
  return ask(`/api/${question}`, { method: "POST", headers, body: JSON.stringify(body) });
}
