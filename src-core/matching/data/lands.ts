/** Lands with their peoples and languages where the words have no beginning in common or too short a one, a land a line. */
export const lands = `usa us america american americans
uk britain british briton britons
england english
scotland scottish scots
wales welsh
ireland irish
netherlands holland dutch
switzerland swiss
denmark danish danes
sweden swedish swedes
norway norwegian norwegians
finland finnish finns
iceland icelandic
france french
germany german germans
spain spanish spaniards
portugal portuguese
poland polish poles
turkey turkish turks
greece greek greeks
cyprus cypriot cypriots
czechia czech czechs
slovakia slovak
hungary hungarian
china chinese
japan japanese
thailand thai
vietnam vietnamese
philippines filipino filipinos philippine
israel israeli
iraq iraqi
pakistan pakistani
nepal nepalese nepali
argentina argentine argentinian
peru peruvian
brazil brazilian
canada canadian
ukraine ukrainian
rome roman romans
europe european europeans
africa african africans
asia asian
judaism jewish jews
islam islamic muslim muslims
buddhism buddhist buddhists
hinduism hindu hindus
christianity christian christians`;
