import type { AppKind } from './app-kind.ts';

/** A hospital group and its patients. */
export const healthcare: AppKind = {
  id: 'healthcare',
  title: 'Healthcare',
  summary: 'find a clinic, make appointments, keep personal data up to date',
  description: 'Clinics and appointments for patients, over the systems of the hospitals.',
  app: { name: 'patient-app', title: 'Patient app', people: 'patients' },
  frontends: { catalogue: 'clinic-finder', records: 'scheduling', person: 'my-record' },
  systems: [
    {
      name: 'patient-index',
      title: 'Master patient index',
      owner: 'team-records',
      protocol: 'soap',
      role: 'person',
      alike: ['patient', 'member', 'crm'],
      latency: { p50Ms: 60, p99Ms: 300 },
      entity: {
        noun: 'patient',
        plural: 'patients',
        owner: null,
        fields: [
          { name: 'id', column: 'patientNo', type: 'text', values: ['MPI-50011', 'MPI-50047', 'MPI-50102'] },
          {
            name: 'name',
            column: 'fullName',
            type: 'text',
            values: ['Ines Okafor', 'Jonas Lindqvist', 'Mara Weiss'],
          },
          {
            name: 'insurer',
            column: 'payerName',
            type: 'text',
            values: ['Unity Care', 'Unity Care', 'Nordhealth'],
          },
          {
            name: 'phone',
            column: 'contactNumber',
            type: 'text',
            values: ['+49 30 5550101', '+46 8 5550102', '+49 40 5550103'],
            isInput: true,
          },
        ],
      },
    },
    {
      name: 'clinic-directory',
      title: 'Clinic directory',
      owner: 'team-sites',
      protocol: 'rest',
      role: 'catalogue',
      alike: ['clinic', 'directory', 'provider', 'practice'],
      latency: { p50Ms: 20, p99Ms: 100 },
      entity: {
        noun: 'clinic',
        plural: 'clinics',
        owner: null,
        fields: [
          { name: 'clinic', column: 'siteCode', type: 'text', values: ['CARD-01', 'DERM-02', 'ORTH-05'] },
          {
            name: 'title',
            column: 'siteName',
            type: 'text',
            values: ['Cardiology, Hill Street', 'Dermatology, Park Road', 'Orthopaedics, Quayside'],
          },
          { name: 'city', column: 'cityName', type: 'text', values: ['Bristol', 'Leeds', 'Bristol'] },
          { name: 'waitDays', column: 'daysToNextSlot', type: 'whole', values: [12, 3, 21] },
        ],
      },
    },
    {
      name: 'appointment-book',
      title: 'Appointment book',
      owner: 'team-scheduling',
      protocol: 'rest',
      role: 'records',
      alike: ['appointment', 'schedul', 'booking'],
      latency: { p50Ms: 50, p99Ms: 250 },
      entity: {
        noun: 'appointment',
        plural: 'appointments',
        owner: { name: 'patient', column: 'patientNo' },
        fields: [
          { name: 'id', column: 'slotReference', type: 'text', values: ['A-880021', 'A-880022', 'A-880023'] },
          {
            name: 'state',
            column: 'slotStatus',
            type: 'choice',
            values: ['BOOKED', 'CONFIRMED', 'ATTENDED'],
          },
          {
            name: 'clinic',
            column: 'siteCode',
            type: 'text',
            values: ['CARD-01', 'DERM-02', 'ORTH-05'],
            isInput: true,
          },
          {
            name: 'day',
            column: 'slotDate',
            type: 'date',
            values: ['2026-05-04', '2026-05-11', '2026-02-19'],
            isInput: true,
          },
        ],
      },
    },
  ],
  collection: 'diary',
  category: 'appointment-reminders',
  offline: false,
};
