/** Phones that one virtual user remembers: those that it has not met for longest are forgotten. */
const most = 500;
const phones = new Map();

/**
 * Returns the phone of an arrival as this virtual user last left it, or as it is when the application was just installed. Virtual
 * users share nothing: a phone that another one met before signs in again here.
 */
export function phoneOf(app, { device: number, platform, version }) {
  const id = `${app.name}-${number}`;
  const phone = phones.get(id) ?? {
    app,
    id,
    platform,
    version,
    client: null,
    token: null,
    collections: new Map(),
  };
  phones.delete(id);
  phones.set(id, phone);
  if (phones.size > most) phones.delete(phones.keys().next().value);
  return phone;
}

/** Returns what a phone knows of a collection that it synchronises, nothing at first. */
export function collectionOf(phone, name) {
  const known = phone.collections.get(name);
  if (known !== undefined) return known;
  const created = { checkpoint: null, versions: new Map(), pending: new Map() };
  phone.collections.set(name, created);
  return created;
}

/** Returns the version of the system that such phones run. */
export function platformVersion(phone) {
  return phone.platform === 'android' ? '15' : '18.5';
}

/** Returns the object that a JSON text holds; empty if it holds none. */
export function parseObject(text) {
  try {
    const parsed = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch (_error) {
    return {};
  }
}
