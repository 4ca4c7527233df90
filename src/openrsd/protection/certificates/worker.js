/* Keeps the page that checks certificates on the device. What is kept is the same for everyone, and
   is renewed whenever there is a network; nothing that anyone scanned is in it. */
"use strict";

const NAME = "openrsd-certificates-1";
const KEPT = KEPT_FILES;

self.addEventListener("install", (event) => {
  const fill = async () => {
    const cache = await caches.open(NAME);
    await cache.addAll(KEPT.map((file) => new Request(file, { credentials: "omit", cache: "reload" })));
    await self.skipWaiting();
  };
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function answer(request) {
  const cache = await caches.open(NAME);
  const asked = new URL(request.url);
  const name = asked.pathname + asked.search;
  try {
    const fresh = await fetch(request);
    if (fresh.ok && KEPT.includes(name)) await cache.put(name, fresh.clone());
    return fresh;
  } catch (error) {
    const kept = (await cache.match(name)) || (await cache.match(asked.pathname));
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(answer(event.request));
});
